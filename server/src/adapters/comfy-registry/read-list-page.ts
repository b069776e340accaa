import type { RegistryPage, RegistryTypesPage } from '../../core/registry.js'
import { countAt, isForeign, listAt, own } from './foreign.js'
import { readNodeType } from './read-node-type.js'
import { readPack } from './read-pack.js'

/** `{ total, nodes, page, limit, totalPages }`; `nodes` may be null. Null when it is no such answer. */
export function readListPage(value: unknown): RegistryPage | null {
  if (!isForeign(value) || !isListOrNothing(own(value, 'nodes'), value)) return null
  const entries = listAt(value, 'nodes')
  const packs = entries.map(readPack).filter((pack) => pack !== null)
  return {
    packs,
    unreadable: entries.length - packs.length,
    total: countAt(value, 'total'),
    pages: countAt(value, 'totalPages'),
  }
}

/** `{ comfy_nodes, totalNumberOfPages }`; `comfy_nodes` is null for a version whose node types were never read. */
export function readTypesPage(value: unknown): RegistryTypesPage | null {
  if (!isForeign(value) || !isListOrNothing(own(value, 'comfy_nodes'), value)) return null
  const read = listAt(value, 'comfy_nodes').map(readNodeType)
  return {
    types: read.flatMap(({ type }) => (type === null ? [] : [type])),
    unreadable: read.filter(({ whole }) => !whole).length,
    pages: countAt(value, 'totalNumberOfPages'),
  }
}

/** An empty list may be null or left out, but then something else of the envelope is there. */
function isListOrNothing(list: unknown, envelope: object): boolean {
  if (Array.isArray(list)) return true
  return (
    (list === null || list === undefined) &&
    ['total', 'totalPages', 'totalNumberOfPages'].some((key) => Object.hasOwn(envelope, key))
  )
}
