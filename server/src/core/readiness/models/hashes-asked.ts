import type { HashAsked } from '../../model-index.js'
import type { EmbeddedModel } from '../../workflow/model.js'

const lengths: Readonly<Record<string, number>> = { autov2: 10, autov3: 12, blake3: 64, sha256: 64 }

/** How workflows and tools spell the kinds of hash; without a word the length tells (64 digits: SHA-256, ComfyUI's custom). */
const kinds: ReadonlyMap<string, HashAsked['type']> = new Map([
  ['autov2', 'autov2'],
  ['autov3', 'autov3'],
  ['blake3', 'blake3'],
  ['b3', 'blake3'],
  ['sha256', 'sha256'],
  ['sha2', 'sha256'],
])

/**
 * Hashes that the entries of a workflow give for one model, each in its own kind; one that is no hex of the right length, or
 * of a kind that identifies nothing (CRC32, AutoV1), is left out. An AutoV2 is often called "SHA256" with 10 digits.
 */
export function hashesAsked(embedded: readonly EmbeddedModel[]): HashAsked[] {
  const asked = new Map<string, HashAsked>()
  for (const { hash, hashType } of embedded) {
    const one = hash === null ? null : readHash(hash, hashType)
    if (one !== null) asked.set(`${one.type}:${one.value}`, one)
  }
  return [...asked.values()]
}

function readHash(hash: string, hashType: string | null): HashAsked | null {
  const [, prefix = null, value = ''] = /^(?:([a-z0-9-]+):)?([0-9a-f]+)$/.exec(hash.trim().toLowerCase()) ?? []
  const word = (prefix ?? hashType ?? '').toLowerCase().replace(/[-_ ]/g, '')
  const named = kinds.get(word)
  if (word !== '' && named === undefined) return null
  const type = named === undefined || lengths[named] !== value.length ? byLength(value, named) : named
  return type === null ? null : { type, value }
}

function byLength(value: string, named: HashAsked['type'] | undefined): HashAsked['type'] | null {
  if (named === 'blake3') return null
  if (value.length === 64) return 'sha256'
  if (value.length === 10) return 'autov2'
  return value.length === 12 ? 'autov3' : null
}
