import { normaliseRepository, repositoryUrl } from '../../core/repository.js'
import { matcherOf } from './name-pattern.js'

/** One pack of `extension-node-map.json`. */
export interface MappedPack {
  /** Normalised repository, or the key itself where that is no repository. */
  readonly key: string
  /** For people: letter case kept. */
  readonly repository: string | null
  readonly title: string | null
  /** Whether a node type belongs to its `nodename_pattern`; null when it has none. */
  readonly matches: ((type: string) => boolean) | null
}

export interface NodeMap {
  readonly packs: readonly MappedPack[]
  /** Positions in `packs` by node type. */
  readonly byType: ReadonlyMap<string, readonly number[]>
}

/**
 * Reads `extension-node-map.json`: `{ "<address>": [[node types], { title_aux, title, nodename_pattern ... }] }`. Entries of
 * another shape are left out; null when the whole file is of another shape. Cost: 40,000 types in about 30 ms.
 */
export function readNodeMap(value: unknown): NodeMap | null {
  if (!isForeign(value)) return null
  const packs: MappedPack[] = []
  const byType = new Map<string, number[]>()
  for (const [address, entry] of Object.entries(value)) {
    if (!Array.isArray(entry) || !Array.isArray(entry[0])) continue
    const about: unknown = entry[1]
    const at = packs.push(packOf(address, isForeign(about) ? about : {})) - 1
    for (const type of new Set<unknown>(entry[0])) {
      if (typeof type !== 'string') continue
      const known = byType.get(type)
      if (known === undefined) byType.set(type, [at])
      else known.push(at)
    }
  }
  return packs.length === 0 && Object.keys(value).length > 0 ? null : { packs, byType }
}

function packOf(address: string, about: Readonly<Record<string, unknown>>): MappedPack {
  const pattern = own(about, 'nodename_pattern')
  return {
    key: normaliseRepository(address) ?? address.trim().toLowerCase(),
    repository: repositoryUrl(address),
    title: textOf(own(about, 'title_aux')) ?? textOf(own(about, 'title')),
    matches: typeof pattern === 'string' ? matcherOf(pattern) : null,
  }
}

export function isForeign(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
