import { inflateRawSync } from 'node:zlib'
import { createHasher } from '../../adapters/hashing/hasher.js'
import type { DescribeParts } from '../../core/model-files/parts.js'

/** What the readers of headers cannot have of their own. */
export async function createDescribeParts(): Promise<DescribeParts> {
  const hasher = await createHasher()
  return { hash: (bytes) => hasher.hash(bytes), inflateRaw }
}

function inflateRaw(bytes: Uint8Array, maxBytes: number): Uint8Array | null {
  try {
    return inflateRawSync(bytes, { maxOutputLength: maxBytes })
  } catch {
    return null
  }
}
