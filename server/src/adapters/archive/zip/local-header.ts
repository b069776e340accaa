import { ArchiveRefusal, shown } from '../refusal.js'
import type { Source } from '../source.js'
import { numberAt } from './end-record.js'
import { readExtraFields } from './extra-fields.js'
import { refuseSecondName } from './read-name.js'
import type { ZipEntry } from './read-directory.js'

const [headerMark, descriptorMark] = [0x04034b50, 0x08074b50]
/** Encryption, later sizes, patches, UTF-8 names, masked headers. */
const compared = 0x2869

/**
 * Where an entry's packed bytes begin. What the header before them tells (APPNOTE 4.3.7) must be what the directory tells: programs differ
 * in which they believe.
 */
export async function openLocal(source: Source, entry: ZipEntry): Promise<number> {
  const header = await source.read(entry.at, 30)
  if (header.readUInt32LE(0) !== headerMark)
    throw new ArchiveRefusal('bad-structure', `its entry ${shown(entry.name)} does not lie where it should`)
  const [names, extras] = [header.readUInt16LE(26), header.readUInt16LE(28)]
  const rest = await source.read(entry.at + 30, names + extras)
  const extra = readExtraFields(rest.subarray(names))
  refuseSecondName(extra, entry.rawName.toString('utf8'))
  const flags = header.readUInt16LE(6)
  const same =
    rest.subarray(0, names).equals(entry.rawName) &&
    header.readUInt16LE(8) === entry.method &&
    (flags & compared) === (entry.flags & compared)
  if (!same) throw differ(entry)
  const later = (flags & 8) !== 0
  const wide = extra.get(0x0001)
  const told = [header.readUInt32LE(22), header.readUInt32LE(18)].map((size, at) =>
    size === 0xffffffff && wide !== undefined && wide.length >= 16 ? numberAt(wide, at * 8) : size,
  )
  const claims = [header.readUInt32LE(14), ...told]
  const truth = [entry.crc, entry.size, entry.packed]
  // With later sizes, the header has zeros, or a zip64 mark without the number.
  if (!claims.every((claim, at) => claim === truth[at] || (later && (claim === 0 || claim === 0xffffffff))))
    throw differ(entry)
  return entry.at + 30 + names + extras
}

/** Checks what follows the packed bytes, up to `next`: nothing, or the sizes told later (APPNOTE 4.3.9), with or without mark, of 32 or 64 bits. */
export async function checkAfter(source: Source, entry: ZipEntry, end: number, next: number): Promise<void> {
  const length = next - end
  if (length < 0) throw new ArchiveRefusal('hides-something', `its entry ${shown(entry.name)} lies in another one`)
  if ((entry.flags & 8) === 0) {
    if (length !== 0) throw new ArchiveRefusal('hides-something', `there are ${length} bytes that no entry tells of`)
    return
  }
  if (![12, 16, 20, 24].includes(length))
    throw new ArchiveRefusal('hides-something', `there are bytes after ${shown(entry.name)} that no entry tells of`)
  const bytes = await source.read(end, length)
  const marked = length === 16 || length === 24
  const wide = length >= 20
  const at = marked ? 4 : 0
  const [packed, size] = wide
    ? [numberAt(bytes, at + 4), numberAt(bytes, at + 12)]
    : [bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at + 8)]
  const right =
    (!marked || bytes.readUInt32LE(0) === descriptorMark) &&
    bytes.readUInt32LE(at) === entry.crc &&
    packed === entry.packed &&
    size === entry.size
  if (!right) throw differ(entry)
}

function differ(entry: ZipEntry): ArchiveRefusal {
  return new ArchiveRefusal('hides-something', `its entry ${shown(entry.name)} is told in two different ways`)
}
