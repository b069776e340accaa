import GreenlightPanel from '../panel/GreenlightPanel.vue'
import { startStores } from '../start.js'
import { useConnectionStore } from '../stores/connection.js'
import '../style/index.css'
import '../style/page.css'
import { realTimers } from '../timing/timers.js'
import '../style/pane.css'
import PlansPage from '../page/plans/PlansPage.vue'
import TrashPage from '../page/trash/TrashPage.vue'
import { useReportStore } from '../stores/report.js'
import { sceneHost, sceneSidecar } from './scene.js'
import { scenes } from './scenes.js'

/** Every state of the panel side by side: `?only=ready,absent`, `?theme=light`, `?width=280`. For looking at, never shipped. */
const asked = new URLSearchParams(location.search)
const only = asked.get('only')?.split(',') ?? null
const width = asked.get('width') ?? '312'
document.documentElement.style.colorScheme = asked.get('theme') ?? 'dark'
document.body.style.cssText = 'margin:0;display:flex;flex-wrap:wrap;gap:16px;padding:16px;align-items:flex-start;background:#777'

for (const scene of scenes.filter(({ name }) => only === null || only.includes(name))) {
  const frame = document.createElement('figure')
  const root = document.createElement('div')
  const caption = document.createElement('figcaption')
  caption.textContent = scene.name
  frame.style.cssText = `margin:0;width:${width}px`
  root.style.cssText = `height:${asked.get('height') || '640'}px;overflow:auto`
  frame.append(caption, root)
  document.body.append(frame)

  const started = startStores({ sidecar: sceneSidecar(scene), host: sceneHost(scene), timers: realTimers, clock: Date.now })
  if (scene.page === 'plans') started.mount(PlansPage, root, { asked: null })
  else if (scene.page === 'trash') started.mount(TrashPage, root, {})
  else started.mount(GreenlightPanel, root, { own: scene.owner === true })
  if (scene.connection !== null) useConnectionStore(started.pinia).dispatch(scene.connection)
  setTimeout(() => void scene.then?.(started.pinia), 200)
  const { after } = scene
  if (after !== undefined) setTimeout(() => useConnectionStore(started.pinia).dispatch(after), 600)
  if (scene.again === true) setTimeout(() => void useReportStore(started.pinia).inspect(), 600)
}
