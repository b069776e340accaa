import { texts } from '../messages/index.js'
import type { Mark } from '../readings/marks.js'
import { bumpTick, readTick } from './sidebar-tab.js'
import type { ComfyApp, ComfyGlobals, LiveNode } from './types.js'
import { rootGraph, walkNodes } from './walk-nodes.js'

/** Dark text on a light status colour reads on either theme of the canvas. */
const colours = {
  blocks: { fgColor: '#2b0705', bgColor: '#ff8a80' },
  warns: { fgColor: '#2a1a00', bgColor: '#ffc14d' },
} as const

export interface NodeBadges {
  /** Gives a node its (empty) badge; call it as soon as the node exists, later is too late in Nodes 2.0. */
  adopt: (node: LiveNode) => void
  /** Shows these marks and no others. Keys are execution ids. */
  show: (marks: ReadonlyMap<string, Mark>) => void
}

/**
 * One short word on nodes that have a finding. Each node carries one badge function from the start; its text comes from the
 * marks, and reading the tab's tick inside makes Nodes 2.0 ask again (host's own reactivity does not know ours).
 */
export function createNodeBadges(app: ComfyApp, globals: ComfyGlobals): NodeBadges {
  const marks = new WeakMap<LiveNode, Mark>()
  const adopted = new WeakSet<LiveNode>()
  let shown: LiveNode[] = []

  function adopt(node: LiveNode): void {
    const Badge = globals.LGraphBadge
    if (Badge === undefined || !Array.isArray(node.badges) || adopted.has(node)) return
    adopted.add(node)
    node.badges.push(() => {
      readTick(app.extensionManager)
      const mark = marks.get(node)
      return new Badge({ text: mark === undefined ? '' : texts.mark[mark.word], ...colours[mark?.severity ?? 'warns'] })
    })
  }

  function show(wanted: ReadonlyMap<string, Mark>): void {
    const root = rootGraph(app)
    if (root === null || (wanted.size === 0 && shown.length === 0)) return
    for (const node of shown) marks.delete(node)
    shown = []
    for (const { node, id } of walkNodes(root)) {
      const mark = wanted.get(id)
      if (mark === undefined || marks.has(node)) continue
      marks.set(node, mark)
      shown.push(node)
      adopt(node)
    }
    bumpTick(app.extensionManager)
    root.setDirtyCanvas?.(true, true)
  }

  return { adopt, show }
}
