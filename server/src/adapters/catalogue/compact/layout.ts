/**
 * A part of the catalogue as one block of bytes that is asked without being read through: tables of 32-bit numbers, then the texts
 * they point into (UTF-8). Little-endian machines only, which all of Node's are. Derived: deleting it loses time and nothing else.
 */
export const magic = 0x31434c47
/** Raised with every change of the layout, and of what the lists' readers make of an entry. */
export const version = 1

/** Numbers in the order in which they stand in the head: how long each table is. */
export const tables = [
  'typeSlots',
  'typeHashes',
  'typePacksFrom',
  'typePacks',
  'packTypesFrom',
  'packTypes',
  'wordSlots',
  'wordHashes',
  'wordPacksFrom',
  'wordPacks',
  'keyWord',
  'textsFrom',
] as const
export type TableName = (typeof tables)[number]
/** Magic, version, bytes in all, packs, types, words; then the length of each table. */
export const headNumbers = 6 + tables.length

/** FNV-1a over the text's UTF-16 units: a look-up needs no encoding. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}
