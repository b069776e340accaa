import { needsDefinition, type FileDefinitions } from './definitions-in-file.js'
import { followLink, neighbour } from './follow-link.js'
import type { IdKey } from './foreign.js'
import type { Graph } from './graph.js'
import type { GraphNode } from './graph-node.js'
import type { FlatNode, Workflow } from './model.js'
import { OpenedNode } from './opened-node.js'
import { maxInstanceDepth, openInstance, rootScope, type Scope } from './scope.js'
import type { Tell } from './tolerated.js'

/** Nodes and instances that are visited in all. Definitions may double at each level, so the file's size bounds nothing. */
export const maxExpandedNodes = 200_000
/** Inputs, widgets and listed models of all of them together. */
const maxExpandedSlots = 2_000_000

export interface Flat {
  readonly nodes: FlatNode[]
  readonly missingDefinitions: Workflow['missingDefinitions'][number][]
  /** Instances that were opened or stand for something else: their own `models[]` are the graph's. */
  readonly instances: GraphNode[]
}

/**
 * Opens every instance of every subgraph and group node, in file order, and gives the nodes as they would be executed.
 * Iterative; bounded by `maxExpandedNodes`, `maxExpandedSlots` and `maxInstanceDepth`; what is not followed is told.
 */
export function flatten(root: Graph, prefix: string, definitions: FileDefinitions, tell: Tell): Flat {
  const flat: Flat = { nodes: [], missingDefinitions: [], instances: [] }
  const stack: { scope: Scope; next: number }[] = [{ scope: rootScope(root, prefix, definitions), next: 0 }]
  let visited = 0
  let slots = 0
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const node = frame.scope.graph.nodes[frame.next]
    frame.next += 1
    if (node === undefined) {
      stack.pop()
      continue
    }
    if (visited === maxExpandedNodes || slots > maxExpandedSlots) {
      tell(`Only the first ${visited} nodes were read`, node.where)
      break
    }
    visited += 1
    slots += node.size
    const opened = openInstance(frame.scope, node)
    if (opened.kind === 'instance') {
      flat.instances.push(node)
      stack.push({ scope: opened.scope, next: 0 })
    } else if (opened.kind === 'cyclic') tell('A subgraph contains itself and was not opened again', node.where)
    else if (opened.kind === 'too-deep')
      tell(`Subgraphs nested deeper than ${maxInstanceDepth} were not opened`, node.where)
    else if (needsDefinition(node.type)) {
      const active = frame.scope.active && node.mode === 'active'
      flat.missingDefinitions.push({ id: frame.scope.prefix + node.id, type: node.type, active, where: node.where })
      flat.instances.push(node)
    } else flat.nodes.push(flattenNode(frame.scope, node, tell))
  }
  return flat
}

/** Every link is followed once here, so that one to nowhere is told; who asks for the inputs follows them again. */
function flattenNode(scope: Scope, node: GraphNode, tell: Tell): FlatNode {
  let fedByPrimitive = false
  for (let slot = 0; slot < node.inputCount; slot += 1) {
    const link = node.linkAt(slot)
    if (link === null) continue
    const source = neighbour(scope, link) ?? followLink(scope, link)?.node ?? null
    if (source?.type === 'PrimitiveNode') fedByPrimitive = true
    else if (source === null && !leadsSomewhere(scope, link)) tell('A link leads to nowhere', `${node.where}.inputs`)
  }
  return new OpenedNode(scope, node, fedByPrimitive)
}

function leadsSomewhere({ graph, parent }: Scope, link: IdKey): boolean {
  const origin = graph.links.get(link)?.node
  return origin !== undefined && (graph.byId.has(origin) || (parent !== null && origin === graph.inputId))
}
