import {
  type RegistryAnswer,
  type RegistryFailure,
  type RegistryNodeType,
  type RegistryNodeTypes,
  type RegistryPack,
  type RegistryVersion,
  type SpelledPack,
} from '../../core/registry.js'
import { newestVersion, versionsToAsk } from '../../core/registry/choose-versions.js'
import { withVersion } from '../../core/registry/merge-packs.js'
import type { Registry } from '../../core/ports.js'
import type { Questioner } from './questioner.js'

const perPage = 100
/** A pack with more node types than this many pages hold is none. */
const mostPages = 100

export interface NodeTypesReading {
  readonly registry: Registry
  readonly questioner: Questioner
  readonly signal: AbortSignal | undefined
  /** Node types that are kept of a version need not be asked for again. */
  readonly isKept: (id: string, version: string) => boolean
}

export interface NodeTypesRead {
  readonly pack: RegistryPack
  /** Those that can be had; null when that could not be learned. */
  readonly versions: readonly RegistryVersion[] | null
  /** Newly read. */
  readonly lines: readonly RegistryNodeTypes[]
  /** The version that has node types, null when none of those asked has. */
  readonly version: string | null
  readonly unreadable: number
  readonly failure: RegistryFailure | null
}

/** Node types of one version of a pack: the one that is named, else the newest that has some. Rejects with the signal's reason. */
export async function readNodeTypes(
  reading: NodeTypesReading,
  { pack, spelling }: SpelledPack,
  named: string | null,
): Promise<NodeTypesRead> {
  const { registry, questioner, signal, isKept } = reading
  const listed = await questioner.ask(() => registry.versions(spelling, signal))
  const versions = listed.ok ? listed.value : null
  const nothing: NodeTypesRead = { pack, versions, lines: [], version: null, unreadable: 0, failure: null }
  if (!listed.ok && listed.failure.kind !== 'absent') return { ...nothing, failure: listed.failure }
  const newest = newestVersion(versions ?? [])
  const told: NodeTypesRead = newest === null ? nothing : { ...nothing, pack: withVersion(pack, newest) }
  let unreadable = 0
  for (const version of versionsFor(named, versions, pack)) {
    if (isKept(pack.id, version)) return { ...told, version, unreadable }
    const answer = await readAll(reading, spelling, version)
    if (!answer.ok) return { ...told, unreadable, failure: answer.failure }
    unreadable += answer.value.unreadable
    if (answer.value.types.length > 0)
      return { ...told, lines: [{ id: pack.id, version, types: answer.value.types }], version, unreadable }
  }
  return { ...told, unreadable }
}

function versionsFor(
  named: string | null,
  versions: readonly RegistryVersion[] | null,
  pack: RegistryPack,
): readonly string[] {
  if (named !== null) return [named]
  const asked = versionsToAsk(versions ?? []).map(({ version }) => version)
  return asked.length === 0 && pack.latest !== undefined ? [pack.latest] : asked
}

type AllTypes = { readonly types: readonly RegistryNodeType[]; readonly unreadable: number }

/** All pages of one version or none: a part of its node types would say that it has no others. */
async function readAll(
  { registry, questioner, signal }: NodeTypesReading,
  id: string,
  version: string,
): Promise<RegistryAnswer<AllTypes>> {
  const types = new Map<string, RegistryNodeType>()
  let [unreadable, bytes] = [0, 0]
  for (let page = 1; page <= mostPages; page += 1) {
    const answer = await questioner.ask(() => registry.nodeTypes({ id, version, page, limit: perPage }, signal))
    bytes += answer.bytes
    if (!answer.ok) return { ...answer, bytes }
    const before = types.size
    for (const type of answer.value.types) types.set(type.name, type)
    unreadable += answer.value.unreadable
    const { pages } = answer.value
    // Where the number of pages is not told, the first that brings nothing new is the last.
    if (pages === null ? types.size === before : page >= pages) break
  }
  const sorted = [...types.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return { ok: true, bytes, value: { types: sorted, unreadable } }
}
