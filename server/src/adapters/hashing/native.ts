import { Buffer } from 'node:buffer'
import type { Hasher } from '../../core/ports.js'

/** The module asks for a Buffer; this one shares the bytes' memory, so nothing is copied. */
const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** BLAKE3 by the prebuilt native module. Rejects where this platform has no binary of it. */
export async function createNativeHasher(): Promise<Hasher> {
  const { blake3 } = await import('@napi-rs/blake-hash')
  return { name: 'native', hash: (bytes) => `blake3:${blake3(asBuffer(bytes)).toString('hex')}` }
}
