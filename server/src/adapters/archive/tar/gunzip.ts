import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ArchiveRefusal } from '../refusal.js'
import type { Source } from '../source.js'

/** The stream inside a gzip file; bytes after it that are no gzip are refused. */
export async function* gunzip(source: Source): AsyncGenerator<Buffer> {
  const engine = createGunzip()
  pipeline(Readable.from(source.stream(0, source.size), { objectMode: false }), engine, () => undefined)
  try {
    for await (const piece of engine) if (Buffer.isBuffer(piece)) yield piece
  } catch (error) {
    if (error instanceof ArchiveRefusal) throw error
    const cut = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR'
    throw new ArchiveRefusal(
      cut ? 'truncated' : 'bad-structure',
      cut ? 'it ends too early' : 'its gzip stream is damaged',
    )
  }
  if (engine.bytesWritten !== source.size)
    throw new ArchiveRefusal('hides-something', 'there is something after its gzip stream')
}
