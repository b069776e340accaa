import { normaliseRepository, repositoryUrl } from '../../core/repository.js'
import { isForeign, own, textOf } from './read-node-map.js'

/** One entry of `custom-node-list.json`. */
export interface ListedPack {
  /** Comfy Registry id, lower case. */
  readonly id: string | null
  readonly title: string | null
  readonly repository: string | null
}

export interface NodeList {
  readonly byRepository: ReadonlyMap<string, ListedPack>
  readonly byId: ReadonlyMap<string, ListedPack>
}

/**
 * Reads `custom-node-list.json`: `{ custom_nodes: [{ id?, title, reference, reference2?, files[] }] }`. The first entry of a
 * repository or id speaks for it, one with an id before one without. Null when the file is of another shape.
 */
export function readNodeList(value: unknown): NodeList | null {
  const entries = isForeign(value) ? own(value, 'custom_nodes') : null
  if (!Array.isArray(entries)) return null
  const byRepository = new Map<string, ListedPack>()
  const byId = new Map<string, ListedPack>()
  for (const entry of entries) {
    if (!isForeign(entry)) continue
    const addresses = addressesOf(entry)
    const repository = addresses.map(repositoryUrl).find((url) => url !== null) ?? null
    const pack: ListedPack = {
      id: textOf(own(entry, 'id'))?.toLowerCase() ?? null,
      title: textOf(own(entry, 'title')),
      repository,
    }
    if (pack.id !== null && !byId.has(pack.id)) byId.set(pack.id, pack)
    for (const address of addresses) {
      const key = normaliseRepository(address)
      if (key !== null && (byRepository.get(key)?.id ?? null) === null && (pack.id !== null || !byRepository.has(key)))
        byRepository.set(key, pack)
    }
  }
  return { byRepository, byId }
}

/** What is installed (`files`) before what is read about (`reference`): the latter is sometimes mistyped. */
function addressesOf(entry: Readonly<Record<string, unknown>>): string[] {
  const files: unknown = own(entry, 'files')
  const installed: readonly unknown[] = Array.isArray(files) ? files : []
  const named = [...installed, own(entry, 'reference'), own(entry, 'reference2')]
  return named.filter((address): address is string => typeof address === 'string')
}
