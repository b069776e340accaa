import { Buffer } from 'node:buffer'
import type { CatalogueView, ToldPack } from '../../../core/catalogue-part.js'
import type { ListedModel, NodeSignature } from '../../../core/installed.js'
import { later } from '../later.js'
import { matcherOf } from '../lists/name-pattern.js'
import { modelsByName } from '../lists/read-models.js'
import type { LineRange } from './built-view.js'
import { hashOf } from './layout.js'
import { readNumbers } from './read-numbers.js'
import { type CompactRecord, tidyModels, tidyPatterns, tidyRecord } from './tidy.js'

/**
 * A view over bytes of `writeCompact`. Null when they are none, of another layout, cut, or made from something else than `stamp`.
 * Numbers that lead nowhere answer nothing: a damaged block can say less, never throw. `signaturesIn` reads what the lines say.
 */
export function openCompact(
  bytes: Uint8Array<ArrayBuffer>,
  stamp: string,
  signaturesIn: (ranges: readonly LineRange[], type: string) => readonly NodeSignature[] = () => [],
): CatalogueView | null {
  const numbers = readNumbers(bytes)
  if (numbers === null) return null
  const { packs: size, types, words, table, textsAt } = numbers
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset + textsAt, bytes.length - textsAt)
  const { textsFrom } = table
  const text = (at: number): string => buffer.toString('utf8', textsFrom[at] ?? 0, textsFrom[at + 1] ?? 0)
  const titles = types + words
  const foot = titles + 2 * size
  const made = parsed(text(foot + 2))
  if (!isMade(made, stamp)) return null

  const ordinalOf = (slots: Uint32Array, hashes: Uint32Array, first: number, word: string): number => {
    const hash = hashOf(word)
    for (let slot = hash & (slots.length - 1), steps = 0; steps < slots.length; slot = (slot + 1) & (slots.length - 1), steps += 1) {
      const ordinal = (slots[slot] ?? 0) - 1
      if (ordinal < 0) return -1
      if (hashes[ordinal] === hash && text(first + ordinal) === word) return ordinal
    }
    return -1
  }
  const packsIn = (from: Uint32Array, values: Uint32Array, at: number): readonly number[] =>
    at < 0 ? [] : Array.from(values.subarray(from[at] ?? 0, from[at + 1] ?? 0)).filter((one) => one < size)
  const typeOrdinal = (type: string) => ordinalOf(table.typeSlots, table.typeHashes, 0, type)
  const records = new Map<number, CompactRecord>()
  const record = (at: number) => {
    const known = records.get(at)
    if (known !== undefined) return known
    const read = tidyRecord(parsed(text(titles + size + at)))
    records.set(at, read)
    return read
  }
  const models = later(() => tidyModels(parsed(text(foot + 1))))
  const byName = later(() => modelsByName(models()))
  const patterns = later(() => tidyPatterns(parsed(text(foot))).map(({ at, pattern }) => ({ at, matches: matcherOf(pattern) })))
  return {
    from: made.from,
    size,
    *types() {
      for (let at = 0; at < types; at += 1) yield text(at)
    },
    typeCount: () => types,
    claimants: (type) => packsIn(table.typePacksFrom, table.typePacks, typeOrdinal(type)),
    byPattern: (type) => [...new Set(patterns().filter(({ matches }) => matches?.(type) === true).map(({ at }) => at))],
    find: (word) => packsIn(table.wordPacksFrom, table.wordPacks, ordinalOf(table.wordSlots, table.wordHashes, types, word)),
    key: (at) => text(types + (table.keyWord[at] ?? 0)),
    aliases: (at) => record(at).aliases,
    title: (at) => text(titles + at) || null,
    typesOf: (at) => Array.from(table.packTypes.subarray(table.packTypesFrom[at] ?? 0, table.packTypesFrom[at + 1] ?? 0), text),
    tell: (at): ToldPack => record(at).told,
    signatures: (at, type) => (record(at).lines.length === 0 ? [] : signaturesIn(record(at).lines, type)),
    models: (name): readonly ListedModel[] => byName().get(name) ?? [],
    everyModel: models,
    modelCount: () => models().length,
  }
}

function isMade(value: unknown, stamp: string): value is { readonly from: string } {
  return typeof value === 'object' && value !== null && 'stamp' in value && value.stamp === stamp && 'from' in value && typeof value.from === 'string'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
