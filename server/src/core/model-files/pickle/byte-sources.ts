import type { ByteSource } from '../../model-facts.js'

/** A part of a source as a source of its own; what lies beyond the file is not there. */
export function sliceSource(source: ByteSource, from: number, length: number): ByteSource {
  const size = Math.max(0, Math.min(length, source.size - from))
  return {
    name: source.name,
    size,
    read: (offset, wanted) => source.read(from + offset, Math.max(0, Math.min(wanted, size - offset))),
  }
}

export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return { name, size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) }
}
