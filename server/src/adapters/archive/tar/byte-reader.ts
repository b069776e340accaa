import { ArchiveRefusal } from '../refusal.js'

/** Exact reads from a stream, in one pass. */
export interface ByteReader {
  /** Exactly `length` bytes; null when the stream ended before the first of them. */
  take(length: number): Promise<Buffer | null>
  /** The next `length` bytes in pieces as they come. */
  pieces(length: number): AsyncGenerator<Buffer>
  close(): Promise<void>
}

export function createByteReader(stream: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = stream[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  const some = async (most: number): Promise<Buffer | null> => {
    while (rest.length === 0) {
      const next = await iterator.next()
      if (next.done === true) return null
      rest = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength)
    }
    const piece = rest.subarray(0, most)
    rest = rest.subarray(piece.length)
    return piece
  }
  async function* pieces(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0;) {
      const piece = await some(left)
      if (piece === null) throw new ArchiveRefusal('truncated', 'it ends too early')
      left -= piece.length
      yield piece
    }
  }
  return {
    async take(length) {
      const first = await some(length)
      if (first === null || first.length === length) return first
      const parts = [first]
      for await (const piece of pieces(length - first.length)) parts.push(piece)
      return Buffer.concat(parts)
    },
    pieces,
    async close() {
      await iterator.return?.()
    },
  }
}
