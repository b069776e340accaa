import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { ArchiveRefusal, shown } from '../refusal.js'
import type { Source } from '../source.js'
import type { ZipEntry } from './read-directory.js'

/** The contents of one entry, checked while they come: never more than it declares, all of its bytes used, the checksum right. */
export async function* inflateEntry(source: Source, entry: ZipEntry, at: number): AsyncGenerator<Buffer> {
  const packed = source.stream(at, at + entry.packed)
  let [size, crc] = [0, 0]
  for await (const piece of entry.method === 0 ? packed : inflate(packed, entry)) {
    size += piece.length
    if (size > entry.size)
      throw new ArchiveRefusal('size-lies', `its entry ${shown(entry.name)} is bigger than it says`)
    crc = crc32(piece, crc)
    yield piece
  }
  if (size !== entry.size)
    throw new ArchiveRefusal('size-lies', `its entry ${shown(entry.name)} is smaller than it says`)
  if (crc !== entry.crc) throw new ArchiveRefusal('checksum', `the checksum of its entry ${shown(entry.name)} is wrong`)
}

async function* inflate(packed: AsyncIterable<Buffer>, entry: ZipEntry): AsyncGenerator<Buffer> {
  const engine = createInflateRaw()
  const input = Readable.from(packed, { objectMode: false })
  pipeline(input, engine, () => undefined)
  try {
    for await (const piece of engine) if (Buffer.isBuffer(piece)) yield piece
  } catch (error) {
    if (error instanceof ArchiveRefusal) throw error
    throw new ArchiveRefusal('bad-structure', `its entry ${shown(entry.name)} cannot be unpacked`)
  }
  if (engine.bytesWritten !== entry.packed)
    throw new ArchiveRefusal('hides-something', `its entry ${shown(entry.name)} goes on after its end`)
}
