import type { ComfyApp, LiveGraph, LiveNode } from './types.js'

/** More would be a loop, or nothing that a person can look at. */
const maxNodes = 200_000

export interface Walked {
  node: LiveNode
  /** Execution id: ids of the instances on the way, then the node's own. */
  id: string
}

export function rootGraph(app: ComfyApp): LiveGraph | null {
  return app.rootGraph ?? app.graph ?? null
}

/** Every node below a graph, instances of subgraphs and what is inside them. A definition inside itself is not entered. */
export function* walkNodes(root: LiveGraph): Generator<Walked> {
  const open: { graph: LiveGraph; prefix: string; above: readonly LiveGraph[] }[] = [{ graph: root, prefix: '', above: [] }]
  let seen = 0
  for (let layer = open.pop(); layer !== undefined; layer = open.pop()) {
    for (const node of layer.graph.nodes ?? []) {
      seen += 1
      if (seen > maxNodes) return
      const id = `${layer.prefix}${String(node.id)}`
      yield { node, id }
      const inside = node.subgraph
      if (inside === undefined || inside === layer.graph || layer.above.includes(inside)) continue
      open.push({ graph: inside, prefix: `${id}:`, above: [...layer.above, layer.graph] })
    }
  }
}

/** The node with this execution id, through the instances on the way; null when it is not there (any more). */
export function findNode(root: LiveGraph, executionId: string): LiveNode | null {
  let graph: LiveGraph | undefined = root
  let node: LiveNode | null = null
  for (const id of executionId.split(':')) {
    node = graph === undefined ? null : findIn(graph, id)
    if (node === null) return null
    graph = node.subgraph
  }
  return node
}

/** By its number too, which is how 1.35 keeps ids. */
function findIn(graph: LiveGraph, id: string): LiveNode | null {
  const number = /^-?\d+$/.test(id) ? Number(id) : null
  return graph.getNodeById(id) ?? (number === null ? null : graph.getNodeById(number)) ?? null
}

/** The execution id of a live node: its first instance where a subgraph is used several times. */
export function executionIdOf(root: LiveGraph, wanted: LiveNode): string | null {
  for (const { node, id } of walkNodes(root)) if (node === wanted) return id
  return null
}
