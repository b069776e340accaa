import { idKey, isList, isRecord, own, slotNumber, type ForeignRecord, type IdKey } from './foreign.js'
import type { Graph, GraphEnd } from './graph.js'
import { readNode, type GraphNode } from './graph-node.js'
import type { GraphInput } from './node-record.js'
import { indexNodes } from './read-graph.js'
import type { Tell } from './tolerated.js'

const inputId = '<'

/**
 * Reads a group node's definition (`extra.groupNodes[NAME]`) or a node template's clipboard: `nodes` without ids of their
 * own, `links` as `[originIndex, originSlot, targetIndex, targetSlot, ...]`, `external` as `[index, slot, type]`. Ids are
 * the indexes, as the prompt has them (`10:3`). The group's slots are the inner ones that no inner link uses, in order.
 */
export function readGroup(record: ForeignRecord, key: string, where: string, tell: Tell): Graph {
  const records = isList(record.nodes) ? record.nodes : []
  const links = new Map<IdKey, GraphEnd>()
  const byTarget = readIndexLinks(record.links, links)
  const inputTargets = new Map<number, GraphEnd[]>()
  const widgetEnds: GraphEnd[] = []
  const nodes: GraphNode[] = []
  for (let index = 0; index < records.length; index += 1) {
    const node = readNode(records[index], where, index, tell, index)
    if (node === null) continue
    const hidden = hiddenSlots(record, index, 'input')
    const inputs = node.inputs.map((input, slot): GraphInput => {
      const end = { node: node.key, slot }
      const inner = byTarget.get(endKey(end))
      if (inner !== undefined) return { ...input, link: inner }
      if (input.widget !== null) widgetEnds.push(end)
      else if (!hidden.has(input.name)) inputTargets.set(inputTargets.size, [end])
      return { ...input, link: null }
    })
    nodes.push(node.withInputs(inputs))
  }
  for (const end of widgetEnds) inputTargets.set(inputTargets.size, [end])
  const fed = feedFromBoundary(nodes, inputTargets, links)
  const byId = indexNodes(fed, tell)
  const inputNames = [...inputTargets.values()].map(
    ([end]) => byId.get(end?.node ?? '')?.inputs[end?.slot ?? 0]?.name ?? '',
  )
  const outputSources = readOutputs(record, nodes, links)
  return {
    key,
    kind: 'group',
    where,
    nodes: fed,
    byId,
    links,
    inputId,
    inputNames,
    inputTargets,
    promotable: new Map(),
    outputSources,
    models: [],
  }
}

/** Fills `links` and answers which link feeds an inner slot. */
function readIndexLinks(value: unknown, links: Map<IdKey, GraphEnd>): Map<string, IdKey> {
  const byTarget = new Map<string, IdKey>()
  for (const [position, link] of (isList(value) ? value : []).entries()) {
    if (!isList(link)) continue
    const [origin, target] = [idKey(link[0]), idKey(link[2])]
    if (origin === null || target === null) continue
    links.set(`#${position}`, { node: origin, slot: slotNumber(link[1]) })
    byTarget.set(endKey({ node: target, slot: slotNumber(link[3]) }), `#${position}`)
  }
  return byTarget
}

/** Gives the open inner inputs links from the group's own inputs, as a subgraph has them. Adds to `links`. */
function feedFromBoundary(
  nodes: readonly GraphNode[],
  targets: ReadonlyMap<number, readonly GraphEnd[]>,
  links: Map<IdKey, GraphEnd>,
): GraphNode[] {
  const fed = new Map<string, string>()
  for (const [slot, ends] of targets) {
    for (const target of ends) {
      links.set(`<${slot}`, { node: inputId, slot })
      fed.set(endKey(target), `<${slot}`)
    }
  }
  return nodes.map((node) => {
    const linkTo = (slot: number): IdKey | null => fed.get(endKey({ node: node.key, slot })) ?? null
    return node.withInputs(node.inputs.map((input, slot) => ({ ...input, link: input.link ?? linkTo(slot) })))
  })
}

function readOutputs(
  record: ForeignRecord,
  nodes: readonly GraphNode[],
  links: ReadonlyMap<IdKey, GraphEnd>,
): Map<number, GraphEnd> {
  const used = new Set([...links.values()].map(endKey))
  const external = isList(record.external) ? record.external : []
  for (const entry of external)
    if (isList(entry)) used.delete(endKey({ node: idKey(entry[0]) ?? '', slot: slotNumber(entry[1]) }))
  const sources = new Map<number, GraphEnd>()
  for (const node of nodes) {
    const hidden = hiddenSlots(record, node.key, 'output')
    for (const slot of node.outputs.keys()) {
      const end = { node: node.key, slot }
      if (!used.has(endKey(end)) && !hidden.has(String(slot))) sources.set(sources.size, end)
    }
  }
  return sources
}

/** `config[index].input[name].visible === false`: a slot the author hid. */
function hiddenSlots(record: ForeignRecord, index: IdKey, side: 'input' | 'output'): ReadonlySet<string> {
  const config = isRecord(record.config) ? own(record.config, String(index)) : undefined
  const slots = isRecord(config) ? config[side] : undefined
  if (!isRecord(slots)) return new Set()
  return new Set(Object.keys(slots).filter((name) => isRecord(slots[name]) && slots[name].visible === false))
}

function endKey(end: GraphEnd): string {
  return `${end.node}/${end.slot}`
}
