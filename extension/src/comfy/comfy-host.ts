import type { Host } from '../stores/host.js'
import { focusNode } from './focus-node.js'
import { comfyGlobals } from './globals.js'
import type { NodeBadges } from './node-badges.js'
import { countUnregistered, readGraph } from './read-graph.js'
import { setWidgets } from './set-widgets.js'
import { setTabBadge } from './sidebar-tab.js'
import type { ComfyApp } from './types.js'

/** ComfyUI's page as the stores know it. */
export function comfyHost(app: ComfyApp, badges: NodeBadges): Host {
  return {
    read: () => readGraph(app, comfyGlobals()),
    focus: (node) => focusNode(app, node),
    setWidgets: (edits) => setWidgets(app, edits),
    countUnregistered: () => countUnregistered(app, comfyGlobals()),
    owner: false,
    mark: badges.show,
    badge: (text) => setTabBadge(app.extensionManager, text),
  }
}
