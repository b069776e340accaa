import { kindOf } from '../catalogue-files.js'
import { registryFiles } from '../records/read-registry.js'

/** Names under which an import keeps its files: our own, whatever they were called where they came from. */
export const keptNames = [
  'custom-node-list.json',
  'extension-node-map.json',
  'github-stats.json',
  'model-list.json',
  '1_nodes.json',
  'mapping.json',
  registryFiles.packs,
  registryFiles.nodeTypes,
  registryFiles.state,
] as const
export type KeptName = (typeof keptNames)[number]

const registryNames: readonly KeptName[] = [registryFiles.packs, registryFiles.nodeTypes, registryFiles.state]

/** As what a file is kept, by its name (its last part, whatever separates); null for a file that nobody wants. */
export function keptName(path: string): KeptName | null {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  const kind = kindOf(name)
  if (kind !== null) return keptNames.find((kept) => kept === (kind === 'nodes' ? '1_nodes.json' : `${kind}.json`)) ?? null
  const registry = registryNames.find((kept) => kept === name)
  return registry ?? (/^node[-_]mappings?\.json$|^mapping\.json$/i.test(name) ? 'mapping.json' : null)
}
