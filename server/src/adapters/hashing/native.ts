import type { Hasher } from '../../core/ports.js'

/** BLAKE3 by the prebuilt native module. Rejects where this platform has no binary of it. */
export async function createNativeHasher(): Promise<Hasher> {
  const { blake3 } = await import('@napi-rs/blake-hash')
  return { name: 'native', hash: (bytes) => `blake3:${blake3(bytes).toString('hex')}` }
}
