import { ArchiveRefusal } from '../refusal.js'
import type { Source } from '../source.js'

/** Where the central directory of a zip lies. Source of the formats: PKWARE's APPNOTE 6.3, sections 4.3.14 to 4.3.16. */
export interface Directory {
  readonly at: number
  readonly size: number
  readonly entries: number
}

const [endBytes, locatorBytes, end64Bytes] = [22, 20, 56]
const [endMark, locatorMark, end64Mark] = [0x06054b50, 0x07064b50, 0x06064b50]

/** Refuses what two readers could take for two directories. */
export async function findDirectory(source: Source): Promise<Directory> {
  const tailAt = Math.max(0, source.size - endBytes - 0xffff)
  const tail = await source.read(tailAt, source.size - tailAt)
  const ends: number[] = []
  for (let at = tail.length - endBytes; at >= 0; at -= 1)
    if (tail.readUInt32LE(at) === endMark && at + endBytes + tail.readUInt16LE(at + 20) === tail.length) ends.push(at)
  const at = ends[0]
  if (at === undefined)
    throw new ArchiveRefusal(
      tail.includes('PK') ? 'truncated' : 'not-an-archive',
      'it has no directory of its contents',
    )
  if (ends.length > 1)
    throw new ArchiveRefusal('hides-something', 'it has two ends, so that two programs may see different contents')
  const end = tail.subarray(at)
  const [disk, startDisk, onDisk, entries] = [4, 6, 8, 10].map((offset) => end.readUInt16LE(offset))
  const small = { at: end.readUInt32LE(16), size: end.readUInt32LE(12), entries: entries ?? 0 }
  const needs64 = small.at === 0xffffffff || small.size === 0xffffffff || entries === 0xffff
  const locator =
    at >= locatorBytes && tail.readUInt32LE(at - locatorBytes) === locatorMark
      ? tail.subarray(at - locatorBytes, at)
      : null
  if (locator === null) {
    if (disk !== 0 || startDisk !== 0 || onDisk !== entries || needs64)
      throw new ArchiveRefusal('bad-structure', 'it is one part of several')
    return mustEndAt(small, tailAt + at)
  }
  const directory = await readEnd64(source, locator, tailAt + at - locatorBytes)
  const differ = (['at', 'size'] as const).some((key) => small[key] !== 0xffffffff && small[key] !== directory[key])
  if (differ || (entries !== 0xffff && entries !== directory.entries))
    throw new ArchiveRefusal('hides-something', 'its two ends tell different things')
  return directory
}

async function readEnd64(source: Source, locator: Buffer, locatorAt: number): Promise<Directory> {
  const at = numberAt(locator, 8)
  const end = await source.read(at, end64Bytes)
  if (end.readUInt32LE(0) !== end64Mark || at + 12 + numberAt(end, 4) !== locatorAt)
    throw new ArchiveRefusal('bad-structure', 'its zip64 end cannot be read')
  if (end.readUInt32LE(16) !== 0 || end.readUInt32LE(20) !== 0 || numberAt(end, 24) !== numberAt(end, 32))
    throw new ArchiveRefusal('bad-structure', 'it is one part of several')
  return mustEndAt({ at: numberAt(end, 48), size: numberAt(end, 40), entries: numberAt(end, 32) }, at)
}

/** Nothing lies between the directory and the end that tells of it. */
function mustEndAt(directory: Directory, end: number): Directory {
  if (directory.at + directory.size !== end)
    throw new ArchiveRefusal('hides-something', 'its directory is not where it should be')
  return directory
}

/** 64 bits, little endian; refused above what a number holds exactly. */
export function numberAt(bytes: Buffer, at: number): number {
  const value = bytes.readBigUInt64LE(at)
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ArchiveRefusal('bad-structure', 'it has a size that cannot be')
  return Number(value)
}
