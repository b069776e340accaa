import type { PackAbout, PackRisk } from '@greenlight/shared/packs'
import type { NodeSignature } from '../../../core/installed.js'
import { nameWord } from '../../../core/pack-name.js'
import { addressForPeople, addressKey } from '../address-key.js'
import type { BuiltView, LineRange } from '../compact/built-view.js'
import { createMultiMap } from '../multi-map.js'

/** A pack that a list names by its registry id. */
export interface PackRecord {
  /** Lower case; null where only the repository names it. */
  readonly id: string | null
  /** Address as the list has it. */
  readonly repository: string | null
  readonly title: string | null
  readonly about: PackAbout
  readonly risks: readonly PackRisk[]
  readonly wins: readonly string[]
  readonly types: readonly string[]
  /** Where its versions are told in a text file, newest first. */
  readonly lines?: readonly LineRange[]
}

/** One part of the catalogue from records. `signatures` reads what the lines of a pack say of a type, newest version first. */
export function viewOfRecords(
  records: readonly PackRecord[],
  from: string,
  signatures: (lines: readonly LineRange[], type: string) => readonly NodeSignature[] = () => [],
): BuiltView {
  const byType = createMultiMap()
  const byWord = createMultiMap()
  const keys = records.map(keyOf)
  records.forEach(({ id, types }, at) => {
    const key = keys[at] ?? ''
    byWord.add(key, at)
    if (id !== null) byWord.add(`id:${id}`, at)
    const name = nameWord(key)
    if (name !== null) byWord.add(name, at)
    for (const type of types) byType.add(type, at)
  })
  return {
    from,
    size: records.length,
    types: () => byType.words.keys(),
    typeCount: () => byType.words.size,
    claimants: byType.get,
    byPattern: () => [],
    find: byWord.get,
    key: (at) => keys[at] ?? '',
    aliases: (at) => (records[at]?.id == null ? [] : [`id:${records[at].id}`]),
    title: (at) => records[at]?.title ?? null,
    typesOf: (at) => [...new Set(records[at]?.types ?? [])],
    tell: (at) => {
      const { id = null, repository = null, about = {}, risks = [], wins = [] } = records[at] ?? {}
      return { id, repository: repository === null ? null : addressForPeople(repository), about, risks, wins }
    },
    signatures: (at, type) => signatures(records[at]?.lines ?? [], type),
    lines: (at) => records[at]?.lines ?? [],
    models: () => [],
    everyModel: () => [],
    modelCount: () => 0,
  }
}

function keyOf({ id, repository }: PackRecord): string {
  return (repository === null ? null : addressKey(repository)) ?? `id:${id ?? ''}`
}
