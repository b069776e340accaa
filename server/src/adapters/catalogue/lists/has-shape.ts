import type { FileKind } from '../catalogue-files.js'
import { isForeign, own } from '../foreign.js'

/** Whether a file holds what its name says; a single broken entry is no reason to put the list aside. */
export function hasShape(kind: FileKind, value: unknown): boolean {
  if (!isForeign(value)) return false
  if (kind === 'custom-node-list') return Array.isArray(own(value, 'custom_nodes'))
  if (kind === 'model-list') return Array.isArray(own(value, 'models'))
  if (kind === 'nodes') return Array.isArray(own(value, 'nodes'))
  const keys = Object.keys(value)
  const good = kind === 'github-stats' ? isForeign : (entry: unknown) => Array.isArray(entry) && Array.isArray(entry[0])
  return keys.length === 0 || keys.some((key) => good(value[key]))
}
