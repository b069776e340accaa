import { quote } from '../words.js'
import type { GgufText } from './gguf-text.js'

export interface GgufMetadata {
  /** Arrays are their length in words: `151936 of type 8`. */
  readonly values: Map<string, string>
  alignment: number
}

const maxKept = 4096
const stringType = 8
const arrayType = 9
const u32Type = 4

/** Bytes of the types of values that have a fixed size, by number (gguf specification: gguf_metadata_value_type). */
const fixedSizes: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 4],
  [5, 4],
  [6, 4],
  [7, 1],
  [10, 8],
  [11, 8],
  [12, 8],
])

/** Fills `metadata` from `count` keys and values, so that what was read stands there even when the rest is cut off. */
export function readMetadata(text: GgufText, count: number, metadata: GgufMetadata): void {
  const { values } = metadata
  for (let index = 0; index < count; index++) {
    const key = text.readName('key')
    if (values.has(key))
      text.faults.warns('duplicate_key', () => `The metadata key ${quote(key)} stands twice; some loaders refuse that.`)
    const type = text.readU32()
    const value = readValue(text, type, key)
    if (key === 'general.alignment') metadata.alignment = checkAlignment(text, type, Number(value))
    if (values.size < maxKept) values.set(key, value)
  }
}

/** Readers of llama.cpp and gguf-py ask for a u32 that is a power of two, and divide by it. */
function checkAlignment(text: GgufText, type: number, value: number): number {
  const good = type === u32Type && value > 0 && (value & (value - 1)) === 0
  return good
    ? value
    : text.stop('bad_alignment', `Its alignment is ${quote(String(value))}; it has to be a power of two.`)
}

function readValue(text: GgufText, type: number, key: string): string {
  if (type === stringType) return text.readText()
  if (type === arrayType) return skipArray(text, key)
  const size = fixedSizes.get(type)
  if (size === undefined)
    return text.stop('bad_metadata', `The metadata key ${quote(key)} has the unknown type ${type}.`)
  return readScalar(text, type)
}

function readScalar({ window, littleEndian }: GgufText, type: number): string {
  switch (type) {
    case 0:
      return String(window.readByte())
    case 1:
      return String((window.readByte() << 24) >> 24)
    case 2:
      return String(window.readU16(littleEndian))
    case 3:
      return String((window.readU16(littleEndian) << 16) >> 16)
    case 4:
      return String(window.readU32(littleEndian))
    case 5:
      return String(window.readU32(littleEndian) | 0)
    case 6:
      return String(window.readFloat(4, littleEndian))
    case 7:
      return window.readByte() === 0 ? 'false' : 'true'
    case 12:
      return String(window.readFloat(8, littleEndian))
    default:
      return String(window.readBigInt(littleEndian, type === 11))
  }
}

/** Steps over an array: tokens and merges of a tokenizer are megabytes that nobody here needs. */
function skipArray(text: GgufText, key: string): string {
  const type = text.readU32()
  const count = text.readCount()
  if (type === stringType) {
    text.checkRoom(count, text.wide ? 8 : 4, 'parts of one array')
    for (let index = 0; index < count; index++) text.window.skip(text.readLength())
    return `${count} texts`
  }
  if (type === arrayType)
    return text.stop('nested_array', `The metadata key ${quote(key)} has arrays in arrays, which loaders refuse.`)
  const size = fixedSizes.get(type)
  if (size === undefined)
    return text.stop('bad_metadata', `The metadata key ${quote(key)} has an array of the unknown type ${type}.`)
  text.checkRoom(count, size, 'parts of one array')
  text.window.skip(count * size)
  return `${count} numbers`
}
