import { pictureWith } from '../../demo/make/picture.mjs'
import { textToImage } from './read-cases.mjs'

const modes = { muted: 2, bypassed: 4 }
const uuid = (number) => `5eed0000-0000-4000-8000-${String(number).padStart(12, '0')}`
const sockets = (of) => Object.entries(of ?? {})

/** The bytes of a case's workflow and the ending of its name: `ui`, `api`, `wrapped` ({prompt}) or `png`. */
export function writeWorkflow(entry) {
  if (entry.format === 'api') return json(promptOf(entry))
  if (entry.format === 'wrapped') return json({ prompt: promptOf(entry), client_id: 'truth' })
  if (entry.format === 'png') {
    const texts = { prompt: ascii(promptOf(entry)), workflow: ascii(graphOf(entry)) }
    return { ending: '.png', bytes: pictureWith(texts, 4) }
  }
  return json(graphOf(entry))
}

const json = (value) => ({ ending: '.json', bytes: Buffer.from(`${JSON.stringify(value, null, 1)}\n`) })

/** As Python writes JSON into a text chunk. */
const ascii = (value) => JSON.stringify(value).replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Nodes with their numbers: those that the case numbers keep theirs, the others follow after the highest. */
function numbered(entry, nodes) {
  const all = [...nodes, ...(entry['text-to-image'] === true ? textToImage.map((type) => ({ type, cnr_id: 'comfy-core' })) : [])]
  const once = all.filter((node, at) => all.findIndex((other) => other.type === node.type && node.type !== undefined) === at || at < nodes.length)
  let next = Math.max(0, ...once.map((node) => node.id ?? 0))
  return once.flatMap((node) => Array.from({ length: node.times ?? 1 }, (_, at) => ({ ...node, id: at === 0 && node.id !== undefined ? node.id : ++next })))
}

function graphOf(entry) {
  const subgraphs = Object.keys(entry.subgraphs)
  const record = (node, at) => recordOf(node, at, subgraphs)
  const nodes = numbered(entry, entry.nodes).map(record)
  const definitions = subgraphs.map((name, at) => ({
    id: uuid(at + 1),
    version: 1,
    revision: 0,
    name,
    state: {},
    config: {},
    nodes: numbered({}, entry.subgraphs[name]).map(record),
    links: [],
    groups: [],
    inputs: [],
    outputs: [],
    widgets: [],
    inputNode: { id: -10, bounding: [0, 0, 1, 1] },
    outputNode: { id: -20, bounding: [0, 0, 1, 1] },
  }))
  const groupNodes = Object.fromEntries(
    Object.entries(entry.groups).map(([name, list]) => [name, { nodes: numbered({}, list).map((node, at) => ({ ...record(node, at), index: at })), links: [], external: [] }]),
  )
  return {
    id: entry['graph-id'] ?? uuid(0),
    revision: 0,
    last_node_id: Math.max(0, ...nodes.map((node) => node.id)),
    last_link_id: 0,
    nodes,
    links: [],
    groups: [],
    ...(definitions.length > 0 ? { definitions: { subgraphs: definitions } } : {}),
    config: {},
    extra: Object.keys(groupNodes).length > 0 ? { groupNodes } : {},
    version: 0.4,
    ...(entry.embedded === undefined ? {} : { models: entry.embedded }),
  }
}

function recordOf(node, order, subgraphs) {
  const type = node.subgraph !== undefined ? uuid(subgraphs.indexOf(node.subgraph) + 1) : node.group !== undefined ? `workflow>${node.group}` : node.type
  return {
    id: node.id,
    type,
    pos: [order * 240, 0],
    size: [220, 80],
    flags: {},
    order,
    mode: modes[node.mode] ?? 0,
    inputs: sockets(node.in).map(([name, kind]) => ({ name, type: kind, link: null })),
    outputs: sockets(node.out).map(([name, kind]) => ({ name, type: kind, links: [] })),
    properties: {
      'Node name for S&R': node.was ?? type,
      ...(node.cnr_id === undefined ? {} : { cnr_id: node.cnr_id }),
      ...(node.aux_id === undefined ? {} : { aux_id: node.aux_id }),
      ...(node.ver === undefined ? {} : { ver: String(node.ver) }),
      ...(node.models === undefined ? {} : { models: node.models }),
    },
    ...(node.widgets === undefined ? {} : { widgets_values: node.widgets }),
  }
}

/** As ComfyUI queues it: muted and bypassed nodes, and those that live in the page only, are not in it. */
function promptOf(entry) {
  const queued = numbered(entry, entry.nodes).filter((node) => node.mode === undefined && node.type !== undefined && entry.labels.get(node.type)?.frontend === undefined)
  return Object.fromEntries(
    queued.map((node) => [
      String(node.id),
      { class_type: node.type, inputs: { ...Object.fromEntries(sockets(node.in).map(([name], at) => [name, ['1', at]])), ...node.values }, _meta: { title: node.type } },
    ]),
  )
}
