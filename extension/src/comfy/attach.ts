import { texts } from '../messages/index.js'
import GreenlightPanel from '../panel/GreenlightPanel.vue'
import { comfyAccess } from '../sidecar/access.js'
import { createSidecar } from '../sidecar/client.js'
import { startStores } from '../start.js'
import { useConnectionStore } from '../stores/connection.js'
import { useExplainStore } from '../stores/explain.js'
import { useReportStore } from '../stores/report.js'
import { realTimers } from '../timing/timers.js'
import { comfyHost } from './comfy-host.js'
import { comfyGlobals } from './globals.js'
import { describeMenus } from './menus.js'
import { createNodeBadges } from './node-badges.js'
import { openTab, registerTab } from './sidebar-tab.js'
import type { ComfyApi, ComfyApp } from './types.js'
import { watchGraph } from './watch-graph.js'

/** Puts the panel into ComfyUI's page: the tab, commands, menus, badges, and the watch over the open graph. */
export function attachToComfy(app: ComfyApp, api: ComfyApi): void {
  const badges = createNodeBadges(app, comfyGlobals())
  const host = comfyHost(app, badges)
  const sidecar = createSidecar(comfyAccess((path) => api.apiURL(path)))
  const started = startStores({ sidecar, host, timers: realTimers, clock: Date.now })
  const connection = useConnectionStore(started.pinia)
  const report = useReportStore(started.pinia)
  const explain = useExplainStore(started.pinia)

  function changed(): void {
    report.changed()
    started.inspect()
  }

  function look(): void {
    if (connection.isConnected) started.inspect.soon()
    else connection.retry()
  }

  const menus = describeMenus(app, {
    open: () => openTab(app.extensionManager),
    check: () => {
      openTab(app.extensionManager)
      look()
    },
    explain: (node) => {
      openTab(app.extensionManager)
      void explain.explain(node)
    },
  })

  app.registerExtension({
    name: 'Greenlight',
    ...menus,
    setup() {
      registerTab(
        app.extensionManager,
        { title: texts.tab.title, tooltip: texts.tab.tooltip, icon: 'pi pi-check-circle', iconBadge: null },
        { mount: (root) => started.mount(GreenlightPanel, root, { own: false }), opened: look },
      )
      watchGraph(api, changed)
      connection.connect(new AbortController().signal)
    },
    afterConfigureGraph: changed,
    refreshComboInNodes: changed,
    nodeCreated: badges.adopt,
    loadedGraphNode: badges.adopt,
  })
}
