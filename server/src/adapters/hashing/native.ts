import { Buffer } from 'node:buffer'
import type { HashBackend } from './backend.js'

/** The module asks for a Buffer; this one shares the bytes' memory, so nothing is copied. */
const asBuffer = (bytes: Uint8Array) => (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))

/** BLAKE3 by the prebuilt native module. Rejects where this platform has no binary of it. */
export async function createNativeHasher(): Promise<HashBackend> {
  const { blake3, Blake3Hasher } = await import('@napi-rs/blake-hash')
  return {
    name: 'native',
    hash: (bytes) => `blake3:${blake3(asBuffer(bytes)).toString('hex')}`,
    createHash() {
      const hash = new Blake3Hasher()
      return {
        update: (bytes) => void hash.update(asBuffer(bytes)),
        digest: () => hash.digest('hex'),
        dispose: () => {},
      }
    },
  }
}
