import { headNumbers, magic, type TableName, tables, version } from './layout.js'

export interface CompactNumbers {
  readonly packs: number
  readonly types: number
  readonly words: number
  readonly table: Readonly<Record<TableName, Uint32Array>>
  /** Where the texts begin. */
  readonly textsAt: number
}

/** The tables of a block, in place; null when the bytes are none, of another layout or cut. */
export function readNumbers(bytes: Uint8Array<ArrayBuffer>): CompactNumbers | null {
  if (bytes.length < 4 * headNumbers || bytes.byteOffset % 4 !== 0) return null
  const head = new Uint32Array(bytes.buffer, bytes.byteOffset, headNumbers)
  if (head[0] !== magic || head[1] !== version || head[2] !== bytes.length) return null
  const [packs = 0, types = 0, words = 0] = head.subarray(3)
  const empty = new Uint32Array()
  const table: Record<TableName, Uint32Array> = {
    typeSlots: empty,
    typeHashes: empty,
    typePacksFrom: empty,
    typePacks: empty,
    packTypesFrom: empty,
    packTypes: empty,
    wordSlots: empty,
    wordHashes: empty,
    wordPacksFrom: empty,
    wordPacks: empty,
    keyWord: empty,
    textsFrom: empty,
  }
  let at = 4 * headNumbers
  for (const [index, name] of tables.entries()) {
    const length = head[6 + index] ?? 0
    if (at + 4 * length > bytes.length) return null
    table[name] = new Uint32Array(bytes.buffer, bytes.byteOffset + at, length)
    at += 4 * length
  }
  const whole =
    isPower(table.typeSlots.length) &&
    isPower(table.wordSlots.length) &&
    table.keyWord.length === packs &&
    table.textsFrom.length === types + words + 2 * packs + 4
  return whole ? { packs, types, words, table, textsAt: at } : null
}

function isPower(length: number): boolean {
  return length > 0 && (length & (length - 1)) === 0
}
