import { digestFor } from '../../core/model-hashes.js'
import type { HashAsked } from '../../core/model-index.js'
import type { KnownModel } from '../../core/model-knowledge.js'
import type { KnowModelsParts } from './parts.js'

/** Bytes that one question may hash by itself; a larger file is compared once the index has hashed it. */
const budget = 256 * 1024 * 1024

/** Files of the right name for which the workflow names a hash: hashed now where they are small and the index has none. */
export async function hashNamed(
  { hasher }: Pick<KnowModelsParts, 'hasher'>,
  described: ReadonlyMap<string, KnownModel>,
  named: readonly { readonly path: string; readonly asked: readonly HashAsked[] }[],
): Promise<Map<string, KnownModel>> {
  const byPath = new Map(described)
  let left = budget
  for (const { path, asked } of named) {
    const known = byPath.get(path)
    if (known === undefined || known.size > left || asked.every((one) => digestFor(one, known.digests) !== null)) continue
    left -= known.size
    const digests = await hasher.digest(path, { sha256: true, tensorsFrom: known.facts?.tensorsFrom ?? null }).catch(() => null)
    if (digests !== null) byPath.set(path, { ...known, digests: { ...known.digests, ...withoutStamp(digests) } })
  }
  return byPath
}

function withoutStamp({ blake3, sha256, tensorsSha256 }: KnownModel['digests']): KnownModel['digests'] {
  return { ...(blake3 === undefined ? {} : { blake3 }), ...(sha256 === undefined ? {} : { sha256 }), ...(tensorsSha256 === undefined ? {} : { tensorsSha256 }) }
}
