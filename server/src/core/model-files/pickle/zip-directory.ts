import type { ByteSource } from '../../model-facts.js'
import { decodeLoosely, startsWith } from '../bytes.js'
import { readUint } from './read-uint.js'

/** Source of the format: APPNOTE.TXT 6.3 of PKWARE, sections 4.3.7 to 4.3.16 and 4.5.3. */

export interface ZipMember {
  readonly name: string
  /** 0 stored, 8 deflated; others are not read. */
  readonly method: number
  /** In the file. */
  readonly packed: number
  readonly size: number
  /** Of its local header. */
  readonly offset: number
}

export interface ZipDirectory {
  /** Of every directory that a reader might find, each member once. */
  readonly members: readonly ZipMember[]
  /** Where the first directory begins: members end before it. */
  readonly from: number
  /** How many different directories the end of the file can be read as. */
  readonly ways: number
  /** A directory breaks off, or there is more of it than is read. */
  readonly broken: boolean
}

const endMark = [0x50, 0x4b, 5, 6]
const locatorMark = [0x50, 0x4b, 6, 7]
const wideEndMark = [0x50, 0x4b, 6, 6]
const entryMark = [0x50, 0x4b, 1, 2]
const longestEnd = 22 + 0xffff
const maxDirectory = 64 * 1024 * 1024
const maxMembers = 200_000

interface Place {
  readonly from: number
  readonly length: number
}

/**
 * The central directory, or null where the file has no end record: it was cut off. Readers disagree about which of two end
 * records counts, whether the 64-bit one wins and where the offsets begin, so every way that leads to a directory is gone.
 */
export function readZipDirectory(source: ByteSource): ZipDirectory | null {
  const tailFrom = Math.max(0, source.size - longestEnd)
  const tail = source.read(tailFrom, longestEnd)
  const places = new Map<string, Place>()
  let ends = 0
  for (let at = tail.length - 22; at >= 0; at--) {
    if (!startsWith(tail, endMark, at)) continue
    ends += 1
    for (const place of placesOf(source, tailFrom + at)) places.set(`${place.from} ${place.length}`, place)
  }
  if (ends === 0) return null
  const read = [...places.values()].map((place) => ({ place, ...readEntries(source, place) }))
  const usable = read.filter(({ members }) => members.length > 0)
  const members = new Map(
    usable.flatMap((way) => way.members).map((member) => [`${member.offset} ${member.method} ${member.name}`, member]),
  )
  return {
    members: [...members.values()],
    from: Math.min(source.size, ...usable.map(({ place }) => place.from)),
    ways: usable.length,
    broken: usable.some(({ broken }) => broken) || (usable.length === 0 && read.every(({ broken }) => broken)),
  }
}

/** By the offset as it says, and by the directory's length before the end records: files with something put in front differ. */
function placesOf(source: ByteSource, end: number): readonly Place[] {
  const record = source.read(end, 22)
  const length = readUint(record, 12, 4)
  const wide = readWideEnd(source, end)
  const directoryEnd = wide?.at ?? end
  const places: Place[] = [
    { length, from: readUint(record, 16, 4) },
    { length, from: directoryEnd - length },
    ...(wide === null ? [] : [wide.said, { length: wide.said.length, from: directoryEnd - wide.said.length }]),
  ]
  return places.filter((place) => place.from >= 0 && place.from + place.length <= end)
}

/** The 64-bit end record: where its locator says, else directly before the locator. */
function readWideEnd(source: ByteSource, end: number): { readonly at: number; readonly said: Place } | null {
  const locator = end < 20 ? new Uint8Array(0) : source.read(end - 20, 20)
  if (!startsWith(locator, locatorMark)) return null
  for (const at of [readUint(locator, 8, 8), end - 20 - 56]) {
    if (at < 0 || at >= end) continue
    const wide = source.read(at, 56)
    if (wide.length === 56 && startsWith(wide, wideEndMark))
      return { at, said: { length: readUint(wide, 40, 8), from: readUint(wide, 48, 8) } }
  }
  return null
}

function readEntries(source: ByteSource, { from, length }: Place): { members: ZipMember[]; broken: boolean } {
  const members: ZipMember[] = []
  if (length > maxDirectory) return { members, broken: true }
  const bytes = source.read(from, length)
  let at = 0
  while (at < bytes.length && members.length < maxMembers) {
    if (!startsWith(bytes, entryMark, at) || at + 46 > bytes.length) break
    const nameEnd = at + 46 + readUint(bytes, at + 28, 2)
    const extraEnd = nameEnd + readUint(bytes, at + 30, 2)
    if (extraEnd > bytes.length) break
    members.push(readEntry(bytes, at, nameEnd, extraEnd))
    at = extraEnd + readUint(bytes, at + 32, 2)
  }
  return { members, broken: at !== bytes.length || bytes.length < length }
}

function readEntry(bytes: Uint8Array, at: number, nameEnd: number, extraEnd: number): ZipMember {
  const wide = wideField(bytes, nameEnd, extraEnd)
  let next = 0
  // The 64-bit field holds only those values whose 32-bit one is full, in this order.
  const value = (offset: number): number => {
    const narrow = readUint(bytes, at + offset, 4)
    if (narrow !== 0xffffffff || wide.length < next + 8) return narrow
    next += 8
    return readUint(wide, next - 8, 8)
  }
  const size = value(24)
  const packed = value(20)
  const offset = value(42)
  const name = decodeLoosely(bytes.subarray(at + 46, nameEnd))
  return { name, method: readUint(bytes, at + 10, 2), packed, size, offset }
}

function wideField(bytes: Uint8Array, from: number, end: number): Uint8Array {
  for (let at = from; at + 4 <= end; at += 4 + readUint(bytes, at + 2, 2)) {
    if (readUint(bytes, at, 2) === 1) return bytes.subarray(at + 4, Math.min(end, at + 4 + readUint(bytes, at + 2, 2)))
  }
  return new Uint8Array(0)
}
