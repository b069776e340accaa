import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { casesFolder } from './places.mjs'
import { readLabels, refuseStrangers } from './read-labels.mjs'
import { readYaml } from './read-yaml.mjs'

const caseWords = ['name', 'format', 'nodes', 'text-to-image', 'labels', 'models', 'embedded', 'subgraphs', 'groups', 'installed', 'decided', 'graph-id']
const nodeWords = ['type', 'id', 'cnr_id', 'aux_id', 'ver', 'mode', 'times', 'in', 'out', 'widgets', 'values', 'models', 'subgraph', 'group', 'was']

/** Cases of every file of the folder, the files sorted; throws where one is malformed. */
export function readCases(folder = casesFolder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => readYaml(join(folder, file)).cases.map((entry) => readCase(entry, file.replace(/\.yaml$/, ''))))
}

/** The nodes of a plain picture, which a case may ask for beside its own. */
export const textToImage = ['CLIPTextEncode', 'CheckpointLoaderSimple', 'EmptyLatentImage', 'KSampler', 'SaveImage', 'VAEDecode']
const ownNode = { core: true, why: 'The installed ComfyUI registers it.' }

const asNode = (node) => (typeof node === 'string' ? { type: node } : node)
const asNodes = (lists) => Object.fromEntries(Object.entries(lists ?? {}).map(([name, nodes]) => [name, nodes.map(asNode)]))

function readCase(entry, category) {
  const at = `${category}: ${entry.name}`
  refuseStrangers(entry, caseWords, at)
  const labels = readLabels(entry.labels ?? [], at)
  if (entry['text-to-image'] === true) for (const type of textToImage) if (!labels.has(type)) labels.set(type, ownNode)
  const [nodes, subgraphs, groups] = [(entry.nodes ?? []).map(asNode), asNodes(entry.subgraphs), asNodes(entry.groups)]
  const all = [...nodes, ...Object.values(subgraphs).flat(), ...Object.values(groups).flat()]
  for (const node of all) refuseStrangers(node, nodeWords, at)
  const named = new Set(all.flatMap(({ type }) => (type === undefined ? [] : [type])))
  for (const type of named) if (!labels.has(type)) throw new Error(`${at}: ${type} has no label`)
  const plain = [...labels.keys()].filter((type) => !named.has(type)).map((type) => ({ type }))
  return { ...entry, category, labels, subgraphs, groups, nodes: [...nodes, ...plain], format: entry.format ?? 'ui' }
}
