import { crc32, inflateRawSync } from 'node:zlib'

export interface ZipEntry {
  /** As the archive says it: only ever compared, never used as a path. */
  readonly name: string
  /** Milliseconds since 1970, to two seconds, in the archive's own time zone taken for ours. */
  readonly modified: number
  /** The bytes, checked; null when they are damaged, encrypted, or more than the entry says. */
  readonly read: () => Buffer | null
}

const maxEntries = 20_000
/** Most bytes that one entry may unfold to. */
export const maxUnfolded = 256 * 1024 * 1024
const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50

/**
 * Files of a zip archive by its own directory. Null when it is none, cut, in parts, or zip64. Nothing is unfolded before it is
 * read, and then never further than the directory says. Folders and links are not told apart: only contents are ever taken.
 */
export function readZip(bytes: Buffer): ZipEntry[] | null {
  const end = findEnd(bytes)
  if (end === null) return null
  const [count, size, from] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 12), bytes.readUInt32LE(end + 16)]
  const oneDisk = bytes.readUInt16LE(end + 4) === 0 && bytes.readUInt16LE(end + 6) === 0
  if (!oneDisk || count === 0xffff || from === 0xffffffff || from + size > end || count > maxEntries) return null
  const entries: ZipEntry[] = []
  for (let at = from, left = count; left > 0; left -= 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== entryMark) return null
    const [nameLength, extra, comment] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)]
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const head = bytes.subarray(at, at + 46)
    if (!name.endsWith('/')) entries.push({ name, modified: timeOf(head), read: () => contents(bytes, head) })
    at += 46 + nameLength + extra + comment
  }
  return entries
}

function contents(bytes: Buffer, head: Buffer): Buffer | null {
  const [flags, method, crc] = [head.readUInt16LE(8), head.readUInt16LE(10), head.readUInt32LE(16)]
  const [packed, size, local] = [head.readUInt32LE(20), head.readUInt32LE(24), head.readUInt32LE(42)]
  if ((flags & 1) !== 0 || size > maxUnfolded || local + 30 > bytes.length || bytes.readUInt32LE(local) !== localMark) return null
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  if (from + packed > bytes.length) return null
  const data = unfold(bytes.subarray(from, from + packed), method, size)
  return data !== null && data.length === size && crc32(data) === crc ? data : null
}

function unfold(data: Buffer, method: number, size: number): Buffer | null {
  if (method === 0) return data
  if (method !== 8) return null
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, size) })
  } catch {
    return null
  }
}

function timeOf(head: Buffer): number {
  const [time, day] = [head.readUInt16LE(12), head.readUInt16LE(14)]
  return new Date(1980 + (day >> 9), ((day >> 5) & 15) - 1, day & 31, time >> 11, (time >> 5) & 63, 2 * (time & 31)).getTime()
}

/** The directory's end lies in the last 64 KiB, behind it only a comment. */
function findEnd(bytes: Buffer): number | null {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at -= 1) {
    if (bytes.readUInt32LE(at) === endMark && at + 22 + bytes.readUInt16LE(at + 20) <= bytes.length) return at
  }
  return null
}
