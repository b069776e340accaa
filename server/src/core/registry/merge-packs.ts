import type { RegistryNodeTypes, RegistryPack, RegistryVersion } from '../registry.js'
import { compareSemver } from './compare-semver.js'

export interface MergedPacks {
  /** Sorted by id. */
  readonly packs: readonly RegistryPack[]
  readonly added: number
  readonly changed: number
  readonly gone: number
  /** Packs that came more than once; the last counts. */
  readonly repeated: number
}

/**
 * What is known of all packs after some were read anew. `whole`: those that came are all there are, so others are gone.
 * A version whose node types were read was seen; where the list tells a lower one as latest, it is not.
 */
export function mergePacks(
  before: readonly RegistryPack[],
  came: readonly RegistryPack[],
  { whole, seen }: { readonly whole: boolean; readonly seen: readonly RegistryNodeTypes[] },
): MergedPacks {
  const highest = new Map<string, string>()
  for (const { id, version } of seen) {
    const other = highest.get(id)
    if (other === undefined || compareSemver(version, other) > 0) highest.set(id, version)
  }
  const old = new Map(before.map((pack) => [pack.id, pack]))
  const fresh = new Map(came.map((pack) => [pack.id, raised(pack, highest.get(pack.id), old.get(pack.id))]))
  const kept = whole ? [] : before.filter(({ id }) => !fresh.has(id))
  const list = [...fresh.values()]
  return {
    packs: [...kept, ...list].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    added: list.filter(({ id }) => !old.has(id)).length,
    changed: list.filter((pack) => isOther(old.get(pack.id), pack)).length,
    gone: whole ? [...old.keys()].filter((id) => !fresh.has(id)).length : 0,
    repeated: came.length - fresh.size,
  }
}

/** The pack as one of its versions makes it: that it is active says only that its version decides. */
export function withVersion(pack: RegistryPack, version: RegistryVersion): RegistryPack {
  const { deprecated: _, updated: __, status, ...rest } = pack
  const decides = status === undefined || !['banned', 'deleted'].includes(status)
  const shown = decides ? (version.status ?? status) : status
  return {
    ...rest,
    latest: version.version,
    ...(version.published === undefined ? {} : { updated: version.published }),
    ...(version.deprecated === undefined ? {} : { deprecated: version.deprecated }),
    ...(shown === undefined ? {} : { status: shown }),
  }
}

function raised(told: RegistryPack, highest: string | undefined, old: RegistryPack | undefined): RegistryPack {
  if (highest === undefined || told.latest === undefined || compareSemver(highest, told.latest) <= 0) return told
  // What else is told of the latest version is told of the lower one.
  const { updated: _, deprecated: __, ...rest } = told
  const { updated, deprecated } = old?.latest === highest ? old : {}
  return {
    ...rest,
    latest: highest,
    ...(updated === undefined ? {} : { updated }),
    ...(deprecated === undefined ? {} : { deprecated }),
  }
}

function isOther(old: RegistryPack | undefined, pack: RegistryPack): boolean {
  return old !== undefined && shown(old) !== shown(pack)
}

function shown(pack: RegistryPack): string {
  return JSON.stringify(Object.entries(pack).sort(([a], [b]) => (a < b ? -1 : 1)))
}
