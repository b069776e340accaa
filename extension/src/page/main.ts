import '../style/page.css'
import '../style/pane.css'
import { ownAccess } from '../sidecar/access.js'
import { createSidecar } from '../sidecar/client.js'
import { startStores } from '../start.js'
import { useConnectionStore } from '../stores/connection.js'
import type { Host } from '../stores/host.js'
import { useOpenStore } from '../stores/open.js'
import { realTimers } from '../timing/timers.js'
import PageApp from './PageApp.vue'
import { createSession } from './session.js'

/** The stand-alone page: the same panel against the same sidecar, without ComfyUI around it. */
const session = createSession(location, history, localStorage)
const sidecar = createSidecar(ownAccess(session.token))
const host: Host = {
  read: () => open().question,
  focus: null,
  setWidgets: null,
  countUnregistered: null,
  owner: true,
  mark: () => {},
  badge: (text) => {
    document.title = text === null ? 'Greenlight' : `(${text}) Greenlight`
  },
}
const started = startStores({ sidecar, host, timers: realTimers, clock: Date.now })
const connection = useConnectionStore(started.pinia)

function open(): ReturnType<typeof useOpenStore> {
  return useOpenStore(started.pinia)
}

async function start(): Promise<void> {
  await session.signIn(sidecar)
  connection.connect(new AbortController().signal)
}

/** A fresh address pasted over the old one changes only the part after `#`. */
window.addEventListener('hashchange', () => void session.signIn(sidecar).then((done) => done && connection.retry()))
window.addEventListener('storage', () => connection.retry())

const root = document.createElement('div')
document.body.append(root)
started.mount(PageApp, root, {})
void start()
