import { addressKey } from '../address-key.js'
import { isForeign, own, textOf, textsOf } from '../foreign.js'
import { later } from '../later.js'
import { createMultiMap, type MultiMap } from '../multi-map.js'
import type { Claims, NamePattern } from './patterns.js'

type Entry = Readonly<Record<string, unknown>>

/** One entry of `extension-node-map.json`. */
export interface MappedEntry {
  readonly address: string
  readonly types: readonly unknown[]
  readonly about: Entry
}

/** Packs of `extension-node-map.json` and `custom-node-list.json`, told apart by position. */
export interface PackTable {
  readonly keys: readonly string[]
  /** Address as the lists spell it, of each pack. */
  readonly addresses: readonly string[]
  /** Made when first asked for: of all 40,000 types, or of a few by a walk that makes nothing else. */
  readonly byType: () => MultiMap
  readonly claims: readonly Claims[]
  readonly patterns: readonly NamePattern[]
  readonly claimsOn: (types: ReadonlySet<string>) => MultiMap
  /** Keys and former keys, `id:` and the list's id. */
  readonly byWord: MultiMap
  readonly mapped: (at: number) => readonly MappedEntry[]
  readonly listed: (at: number) => readonly Entry[]
}

/**
 * One table of both lists. Packs are told apart by the address that is installed (`files`): what is read about (`reference`) and
 * where it moved (`reference2`) mean the same pack unless they are another pack's address to install. Null when neither value has
 * the shape of its list. Entries stay as they are until somebody asks: 5,900 packs cost about 10 ms.
 */
export function readPackTable(map: unknown, list: unknown): PackTable | null {
  const custom: unknown = isForeign(list) ? own(list, 'custom_nodes') : null
  if (!Array.isArray(custom) && !isForeign(map)) return null
  const entries: readonly unknown[] = Array.isArray(custom) ? custom : []
  const keys: string[] = []
  const addresses: string[] = []
  const byWord = createMultiMap()
  const listedAt: number[][] = []
  const mappedAt: string[][] = []
  /** -1 for what is no address. */
  const rowOf = (address: string): number => {
    const key = addressKey(address)
    if (key === null) return -1
    const known = byWord.first(key)
    if (known !== undefined) return known
    const at = keys.push(key) - 1
    addresses.push(address)
    byWord.add(key, at)
    return at
  }
  const patterns: NamePattern[] = []
  const owners = new Int32Array(entries.length).fill(-1)
  entries.forEach((entry, index) => {
    const address = isForeign(entry) ? installAddress(entry) : null
    if (address === null) return
    const at = rowOf(address)
    if (at < 0) return
    owners[index] = at
    ;(listedAt[at] ??= []).push(index)
  })
  entries.forEach((entry, index) => {
    const at = owners[index] ?? -1
    if (at < 0 || !isForeign(entry)) return
    for (const address of otherAddresses(entry, addresses[at] ?? '')) {
      const key = addressKey(address)
      if (key !== null && byWord.first(key) === undefined) byWord.add(key, at)
    }
    const id = idWord(entry)
    if (id !== null) byWord.add(id, at)
    addPattern(patterns, at, entry)
  })
  const claims: Claims[] = []
  if (isForeign(map)) {
    for (const address of Object.keys(map)) {
      const types = typesIn(map[address])
      const at = types === null ? -1 : rowOf(address)
      if (types === null || at < 0) continue
      ;(mappedAt[at] ??= []).push(address)
      claims.push({ at, types })
      addPattern(patterns, at, aboutIn(map[address]))
    }
  }
  const claimsOn = (wanted: ReadonlySet<string> | null): MultiMap => {
    const byType = createMultiMap()
    for (const { at, types } of claims) for (const type of types) if (typeof type === 'string' && (wanted === null || wanted.has(type))) byType.add(type, at)
    return byType
  }
  return {
    keys,
    addresses,
    byType: later(() => claimsOn(null)),
    claims,
    patterns,
    claimsOn,
    byWord,
    mapped: (at) => (mappedAt[at] ?? []).map((address) => mappedEntry(address, isForeign(map) ? map[address] : null)),
    listed: (at) => (listedAt[at] ?? []).map((index) => entries[index]).filter(isForeign),
  }
}

/** Every word that may mean the pack beside its key: other addresses, ids. */
export function wordsOf(table: PackTable, at: number): string[] {
  const words = table.listed(at).flatMap((entry) => [...textsOf(own(entry, 'files')), ...otherAddresses(entry, '')].map(addressKey).concat(idWord(entry)))
  return [...new Set(words)].filter((word) => word !== null).filter((word) => word !== table.keys[at] && table.byWord.get(word).includes(at))
}

function typesIn(entry: unknown): readonly unknown[] | null {
  const types: unknown = Array.isArray(entry) ? entry[0] : null
  return Array.isArray(types) ? types : null
}

function aboutIn(entry: unknown): Entry {
  const about: unknown = Array.isArray(entry) ? entry[1] : null
  return isForeign(about) ? about : {}
}

/** The same pattern mostly stands in both lists. */
function addPattern(patterns: NamePattern[], at: number, entry: Entry): void {
  const pattern = own(entry, 'nodename_pattern')
  if (typeof pattern !== 'string' || pattern === '' || patterns.some((one) => one.at === at && one.pattern === pattern)) return
  patterns.push({ at, pattern })
}

function mappedEntry(address: string, entry: unknown): MappedEntry {
  return { address, types: typesIn(entry) ?? [], about: aboutIn(entry) }
}

/** What is installed before what is read about: the latter is sometimes mistyped. */
function installAddress(entry: Entry): string | null {
  const files: unknown = own(entry, 'files')
  const first: unknown = Array.isArray(files) ? files[0] : null
  if (typeof first === 'string' && first !== '') return first
  return textsOf(files)[0] ?? textOf(own(entry, 'reference')) ?? textOf(own(entry, 'reference2'))
}

function otherAddresses(entry: Entry, installed: string): string[] {
  const [files, reference, moved]: unknown[] = [entry.files, entry.reference, entry.reference2]
  if (reference === installed && moved === undefined && Array.isArray(files) && files.length === 1) return []
  const named = [textOf(own(entry, 'reference')), textOf(own(entry, 'reference2'))].filter((address) => address !== null)
  return [...textsOf(own(entry, 'files')), ...named].filter((address) => address !== installed)
}

function idWord(entry: Entry): string | null {
  const id = textOf(own(entry, 'id'))
  return id === null ? null : `id:${id.toLowerCase()}`
}
