import type { ByteSource } from '../../model-facts.js'

/** A file in memory whose end may be left out: `size` beyond the bytes is zeros that are made when asked for. Counts what is read. */
export interface CountingSource extends ByteSource {
  bytesRead: number
  readonly reads: { offset: number; length: number }[]
}

export function makeSource(
  bytes: Uint8Array,
  { name = 'model.safetensors', size = bytes.length } = {},
): CountingSource {
  const source: CountingSource = {
    name,
    size,
    bytesRead: 0,
    reads: [],
    read(offset, length) {
      if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0)
        throw new Error(`read(${offset}, ${length})`)
      const end = Math.min(offset + length, size)
      const part = new Uint8Array(Math.max(0, end - offset))
      part.set(bytes.subarray(offset, end))
      source.bytesRead += part.length
      source.reads.push({ offset, length })
      return part
    },
  }
  return source
}
