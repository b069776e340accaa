import type { Hasher } from '../../core/ports.js'
import { createNativeHasher } from './native.js'
import { createWasmHasher } from './wasm.js'

const emptyHash = 'blake3:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262'

/**
 * BLAKE3 of whole contents: native where its binary loads and gives the known answer, else WebAssembly. `native` is for
 * tests. Rejects only when neither loads.
 */
export async function createHasher(native: () => Promise<Hasher> = createNativeHasher): Promise<Hasher> {
  try {
    const hasher = await native()
    if (hasher.hash(new Uint8Array()) === emptyHash) return hasher
  } catch {
    // No binary for this platform, or one that this system cannot load.
  }
  return createWasmHasher()
}
