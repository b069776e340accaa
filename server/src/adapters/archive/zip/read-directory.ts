import { ArchiveRefusal, shown } from '../refusal.js'
import type { Source } from '../source.js'
import { type Directory, numberAt } from './end-record.js'
import { readExtraFields } from './extra-fields.js'
import { readName, refuseSecondName } from './read-name.js'

/** One line of the central directory (APPNOTE 4.3.12). */
export interface ZipEntry {
  /** Without the `/` that ends a folder's name. */
  readonly name: string
  readonly rawName: Buffer
  readonly folder: boolean
  readonly executable: boolean
  readonly flags: number
  readonly method: 0 | 8
  readonly crc: number
  readonly packed: number
  readonly size: number
  /** Of its local header. */
  readonly at: number
}

const mark = 0x02014b50
const mostBytes = 64 * 1024 * 1024

/** In the order of the local headers. */
export async function readDirectory(
  source: Source,
  directory: Directory,
  mostEntries: number,
): Promise<readonly ZipEntry[]> {
  if (directory.entries > mostEntries)
    throw new ArchiveRefusal('too-many', `it has ${directory.entries} entries, more than ${mostEntries}`)
  if (directory.size > mostBytes) throw new ArchiveRefusal('too-big', 'its directory is too big')
  const bytes = await source.read(directory.at, directory.size)
  const entries: ZipEntry[] = []
  let at = 0
  while (at < bytes.length) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== mark)
      throw new ArchiveRefusal('bad-structure', 'its directory cannot be read')
    const [names, extras, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset))
    const nameEnd = at + 46 + (names ?? 0)
    const next = nameEnd + (extras ?? 0) + (comment ?? 0)
    if (next > bytes.length) throw new ArchiveRefusal('bad-structure', 'its directory cannot be read')
    entries.push(readEntry(bytes.subarray(at, nameEnd), bytes.subarray(nameEnd, nameEnd + (extras ?? 0))))
    if (entries.length > directory.entries) break
    at = next
  }
  if (entries.length !== directory.entries)
    throw new ArchiveRefusal('hides-something', 'it has more or fewer entries than it says')
  return entries.sort((a, b) => a.at - b.at)
}

function readEntry(header: Buffer, extraBytes: Buffer): ZipEntry {
  const rawName = header.subarray(46)
  const [flags, method] = [header.readUInt16LE(8), header.readUInt16LE(10)]
  const extra = readExtraFields(extraBytes)
  const full = readName(rawName)
  refuseSecondName(extra, full)
  const folder = full.endsWith('/')
  const name = folder ? full.slice(0, -1) : full
  if ((flags & 0x2041) !== 0) throw new ArchiveRefusal('encrypted', `its entry ${shown(name)} is encrypted`)
  if ((method !== 0 && method !== 8) || (flags & 0x20) !== 0)
    throw new ArchiveRefusal('method-refused', `its entry ${shown(name)} is packed in another way (${method})`)
  const mode = header.readUInt32LE(38) >>> 16
  refuseKind(mode & 0xf000, header.readUInt32LE(38), folder, name)
  const sizes = readSizes(header, extra)
  if (folder && (sizes.size !== 0 || sizes.packed > 2))
    throw new ArchiveRefusal('hides-something', `its folder ${shown(name)} has contents of its own`)
  if (method === 0 && sizes.packed !== sizes.size)
    throw new ArchiveRefusal('size-lies', `its entry ${shown(name)} has two sizes`)
  return {
    name,
    rawName,
    folder,
    executable: !folder && (mode & 0o111) !== 0,
    flags,
    method,
    crc: header.readUInt32LE(16),
    ...sizes,
  }
}

/** The Unix kind is in the upper half of the attributes, whichever system made the entry. */
function refuseKind(kind: number, attributes: number, folder: boolean, name: string): void {
  const says = kind === 0xa000 ? 'a link' : 'neither a file nor a folder'
  if (kind !== 0 && kind !== 0x8000 && kind !== 0x4000)
    throw new ArchiveRefusal('kind-refused', `its entry ${shown(name)} is ${says}`)
  const folderInside = kind === 0x4000 || (kind === 0 && (attributes & 0x10) !== 0)
  if (kind === 0x8000 ? folder : folderInside && !folder)
    throw new ArchiveRefusal('kind-refused', `its entry ${shown(name)} is a file and a folder`)
}

/** Sizes and place, from the zip64 field where 32 bits do not hold them. */
function readSizes(header: Buffer, extra: ReadonlyMap<number, Buffer>): Pick<ZipEntry, 'at' | 'packed' | 'size'> {
  const wide = extra.get(0x0001) ?? Buffer.alloc(0)
  let next = 0
  const wideOr = (small: number): number => {
    if (small !== 0xffffffff) return small
    if (next + 8 > wide.length) throw new ArchiveRefusal('bad-structure', 'an entry has no size')
    next += 8
    return numberAt(wide, next - 8)
  }
  const size = wideOr(header.readUInt32LE(24))
  const packed = wideOr(header.readUInt32LE(20))
  const at = wideOr(header.readUInt32LE(42))
  if (header.readUInt16LE(34) !== 0) throw new ArchiveRefusal('bad-structure', 'it is one part of several')
  return { size, packed, at }
}
