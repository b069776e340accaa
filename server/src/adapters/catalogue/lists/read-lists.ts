import type { BuiltView } from '../compact/built-view.js'
import { nameWord } from '../../../core/pack-name.js'
import { isForeign, own } from '../foreign.js'
import { later } from '../later.js'
import { createMultiMap, type MultiMap } from '../multi-map.js'
import { patternsOn } from './patterns.js'
import { readPackTable, wordsOf } from './pack-table.js'
import { modelsByName, readModels } from './read-models.js'
import { type PackRow, tellPack, titleOfRow } from './tell-pack.js'

/** Values of ComfyUI-Manager's files; what is not there is undefined. */
export interface Lists {
  readonly map: unknown
  readonly list: unknown
  readonly stats: unknown
  readonly models: unknown
}

/** One part of the catalogue from ComfyUI-Manager's lists; null when none of them has its shape. */
export function viewOfLists({ map, list, stats, models }: Lists, from: string): BuiltView | null {
  const table = readPackTable(map, list) ?? (models === undefined ? null : readPackTable({}, null))
  if (table === null) return null
  const { keys, byType, byWord } = table
  let prepared: { readonly types: ReadonlySet<string>; readonly found: MultiMap } | null = null
  const rowOf = (at: number): PackRow => ({ key: keys[at] ?? '', address: table.addresses[at] ?? '', mapped: table.mapped(at), listed: table.listed(at) })
  const entries: unknown = isForeign(models) ? own(models, 'models') : null
  const every = later(() => readModels(models, from))
  const byName = later(() => modelsByName(every()))
  const patterns = later(() => patternsOn(table.patterns, table.claims))
  const names = later(() => namesOf(keys))
  const claimants = (type: string) => (prepared?.types.has(type) === true ? prepared.found : byType()).get(type)
  return {
    from,
    size: keys.length,
    types: () => byType().words.keys(),
    typeCount: () => byType().words.size,
    prepare: (types) => {
      const wanted = new Set(types)
      prepared = { types: wanted, found: table.claimsOn(wanted) }
    },
    claimants,
    byPattern: (type) => patterns().meeting(type, claimants(type)),
    find: (word) => (word.startsWith('name:') ? names().get(word) : byWord.get(word)),
    key: (at) => keys[at] ?? '',
    aliases: (at) => wordsOf(table, at),
    title: (at) => titleOfRow(rowOf(at)),
    typesOf: (at) => distinctTypes(table.mapped(at).map(({ types }) => types)),
    tell: (at) => tellPack(rowOf(at), stats),
    signatures: () => [],
    models: (name) => byName().get(name) ?? [],
    everyModel: every,
    modelCount: () => (Array.isArray(entries) ? entries.length : 0),
    patterns: () => patterns().everyOwn(),
  }
}

function distinctTypes(lists: readonly (readonly unknown[])[]): string[] {
  return [...new Set(lists.flatMap((types) => types.filter((type): type is string => typeof type === 'string')))]
}

function namesOf(keys: readonly string[]): MultiMap {
  const names = createMultiMap()
  keys.forEach((key, at) => {
    const word = nameWord(key)
    if (word !== null) names.add(word, at)
  })
  return names
}
