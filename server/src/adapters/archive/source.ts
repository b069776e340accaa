import type { FileHandle } from 'node:fs/promises'
import { ArchiveRefusal } from './refusal.js'

/** An archive file that is open. */
export interface Source {
  readonly size: number
  /** Exactly these bytes; refuses what lies past the end. */
  read(at: number, length: number): Promise<Buffer>
  stream(from: number, to: number): AsyncIterable<Buffer>
}

const pieceBytes = 256 * 1024

export function sourceOf(handle: FileHandle, size: number): Source {
  const read = async (at: number, length: number): Promise<Buffer> => {
    if (at < 0 || length < 0 || at + length > size) throw new ArchiveRefusal('truncated', 'it ends too early')
    const bytes = Buffer.alloc(length)
    let done = 0
    while (done < length) {
      const { bytesRead } = await handle.read(bytes, done, length - done, at + done)
      if (bytesRead === 0) throw new ArchiveRefusal('truncated', 'it ends too early')
      done += bytesRead
    }
    return bytes
  }
  return {
    size,
    read,
    async *stream(from, to) {
      for (let at = from; at < to; at += pieceBytes) yield await read(at, Math.min(pieceBytes, to - at))
    },
  }
}
