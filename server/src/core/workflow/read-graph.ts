import { idKey, isList, isRecord, slotNumber, textOr, type ForeignRecord } from './foreign.js'
import type { Graph, GraphEnd } from './graph.js'
import { readNode, type GraphNode } from './graph-node.js'
import { IdMap, type ById } from './id-map.js'
import { readModels } from './node-record.js'
import type { Tell } from './tolerated.js'

/**
 * Reads the root graph or a subgraph definition. Links may be tuples (schema 0.4) or objects (schema 1), mixed in one list;
 * `where` is the path before `nodes`, with its dot: `definitions.subgraphs[0].`.
 */
export function readGraph(record: ForeignRecord, key: string, where: string, tell: Tell): Graph {
  const kind = key === '' ? 'root' : 'subgraph'
  const nodes: GraphNode[] = []
  if (isList(record.nodes)) {
    for (let index = 0; index < record.nodes.length; index += 1) {
      const node = readNode(record.nodes[index], where, index, tell, null)
      if (node !== null) nodes.push(node)
    }
  } else if (record.nodes !== undefined) tell('`nodes` is no list', `${where}nodes`)
  const ends: Ends[] | null = kind === 'root' ? null : []
  const links = readLinks(record.links, `${where}links`, tell, ends)
  const byId = indexNodes(nodes, tell)
  return {
    key,
    kind,
    where,
    nodes,
    byId,
    links,
    ...(ends === null ? noBoundary : readBoundary(record, links, ends, byId)),
    models: readModels(record.models, `${where}models`),
  }
}

/** Both ends of a link; kept only while a definition's boundary is read. */
interface Ends {
  readonly origin: GraphEnd
  readonly target: GraphEnd
}

type Boundary = Pick<Graph, 'inputId' | 'inputNames' | 'inputTargets' | 'promotable' | 'outputSources'>

const noBoundary: Boundary = {
  inputId: '',
  inputNames: [],
  inputTargets: new Map(),
  promotable: new Map(),
  outputSources: new Map(),
}

export function indexNodes(nodes: readonly GraphNode[], tell: Tell): ById<GraphNode> {
  const byId = new IdMap<GraphNode>(nodes.length)
  for (const node of nodes) {
    if (byId.has(node.key)) tell('Two nodes have the same id', node.where)
    else byId.set(node.key, node)
  }
  return byId
}

/** `[id, origin, originSlot, target, targetSlot, type]` or `{id, origin_id, origin_slot, target_id, target_slot}`. */
function readLinks(value: unknown, where: string, tell: Tell, ends: Ends[] | null): ById<GraphEnd> {
  const list = isList(value) ? value : isRecord(value) ? Object.values(value) : null
  const links = new IdMap<GraphEnd>(list?.length ?? 0)
  if (value === undefined || value === null) return links
  if (list === null) {
    tell('`links` is no list', where)
    return links
  }
  for (let index = 0; index < list.length; index += 1) {
    const link = list[index]
    if (link === null) continue
    const parts = isList(link)
      ? link
      : isRecord(link)
        ? [link.id, link.origin_id, link.origin_slot, link.target_id, link.target_slot]
        : []
    const id = idKey(parts[0])
    const node = idKey(parts[1])
    const target = idKey(parts[3])
    if (id === null || node === null || target === null) {
      tell('A link names no ends and was left out', `${where}[${index}]`)
      continue
    }
    if (links.has(id)) continue
    const origin = { node, slot: slotNumber(parts[2]) }
    links.set(id, origin)
    ends?.push({ origin, target: { node: target, slot: slotNumber(parts[4]) } })
  }
  return links
}

/** A definition's own inputs and outputs, and which inner slots hang on them. The nodes -10 and -20 stand for them in links. */
function readBoundary(
  record: ForeignRecord,
  links: ById<GraphEnd>,
  ends: readonly Ends[],
  byId: ById<GraphNode>,
): Boundary {
  const inputId = (isRecord(record.inputNode) ? idKey(record.inputNode.id) : null) ?? -10
  const outputId = (isRecord(record.outputNode) ? idKey(record.outputNode.id) : null) ?? -20
  const inputTargets = new Map<number, GraphEnd[]>()
  const bySlot = new Map<number, GraphEnd>()
  for (const { origin, target } of ends) {
    if (origin.node === inputId) {
      const targets = inputTargets.get(origin.slot)
      if (targets === undefined) inputTargets.set(origin.slot, [target])
      else targets.push(target)
    }
    if (target.node === outputId && !bySlot.has(target.slot)) bySlot.set(target.slot, origin)
  }
  const inputs = isList(record.inputs) ? record.inputs : []
  const inputNames = inputs.map((input) => (isRecord(input) ? textOr(input.name, '') : ''))
  const promotable = new Map<string, GraphEnd[]>()
  for (const [slot, name] of inputNames.entries()) {
    const widgets = (inputTargets.get(slot) ?? []).filter((end) => byId.get(end.node)?.inputs[end.slot]?.widget != null)
    if (widgets.length > 0 && name !== '' && !promotable.has(name)) promotable.set(name, widgets)
  }
  const outputs = isList(record.outputs) ? record.outputs : []
  const outputSources = new Map(bySlot)
  for (const [slot, output] of outputs.entries()) {
    const named = isRecord(output) && isList(output.linkIds) ? links.get(idKey(output.linkIds[0]) ?? '') : undefined
    if (named !== undefined) outputSources.set(slot, named)
  }
  return { inputId, inputNames, inputTargets, promotable, outputSources }
}
