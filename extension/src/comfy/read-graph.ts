import type { Question } from '../stores/host.js'
import type { ComfyApp, ComfyGlobals, LiveGraph } from './types.js'
import { rootGraph, walkNodes } from './walk-nodes.js'

/**
 * The open graph as a question; null when nothing is open. Serialised from the root: the prompt would lose missing nodes.
 * Costs up to 110 ms at 500 nodes, so callers keep a pace. Throws when code of a node does.
 */
export function readGraph(app: ComfyApp, globals: ComfyGlobals): Question | null {
  const root = rootGraph(app)
  if (root === null || (root.nodes ?? []).length === 0) return null
  const workflow = root.serialize()
  const open = app.extensionManager.workflow?.activeWorkflow
  const path = open?.path ?? open?.filename ?? 'workflow.json'
  return {
    subject: { key: path, name: path.replace(/^workflows\//, '') },
    ask: { inspect: { workflow, name: path, frontendOnly: frontendOnlyTypes(root, globals) } },
  }
}

/**
 * Types of the open graph that only the page knows, sorted. A type that came from ComfyUI's node definitions, or an
 * instance of a subgraph, carries `nodeData`; what scripts register by themselves does not.
 */
export function frontendOnlyTypes(root: LiveGraph, { LiteGraph }: ComfyGlobals): string[] {
  const registered = LiteGraph?.registered_node_types ?? {}
  const types = new Set<string>()
  for (const { node } of walkNodes(root)) {
    const type = typeof node.type === 'string' ? node.type : ''
    const known = Object.hasOwn(registered, type) ? registered[type] : undefined
    if (known !== undefined && known.nodeData === undefined && node.subgraph === undefined) types.add(type)
  }
  return [...types].sort()
}

/** How many types of the open graph are registered neither by ComfyUI nor by a script: all that can be said without the sidecar. */
export function countUnregistered(app: ComfyApp, { LiteGraph }: ComfyGlobals): number {
  const root = rootGraph(app)
  const registered = LiteGraph?.registered_node_types ?? {}
  const types = new Set<string>()
  if (root === null) return 0
  for (const { node } of walkNodes(root)) {
    if (typeof node.type === 'string' && node.subgraph === undefined && !Object.hasOwn(registered, node.type)) types.add(node.type)
  }
  return types.size
}
