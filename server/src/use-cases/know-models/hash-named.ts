import { digestFor } from '../../core/model-hashes.js'
import type { Digests, HashAsked } from '../../core/model-index.js'
import type { KnownModel } from '../../core/model-knowledge.js'
import type { DigestOnce } from './digest-once.js'

/** Bytes that one question may hash by itself; a larger file is compared once the index has hashed it. */
const budget = 256 * 1024 * 1024

/**
 * Files of the right name for which the workflow names a hash: hashed now where they are small and the index has none. Every file
 * keeps only the kinds that were asked for: what the index happens to know beyond makes no other report.
 */
export async function hashNamed(
  digestOnce: DigestOnce,
  described: ReadonlyMap<string, KnownModel>,
  named: readonly { readonly path: string; readonly asked: readonly HashAsked[] }[],
): Promise<Map<string, KnownModel>> {
  const byPath = new Map([...described].map(([path, known]): [string, KnownModel] => [path, { ...known, digests: {} }]))
  let left = budget
  for (const [path, asked] of askedByPath(named)) {
    const known = described.get(path)
    if (known === undefined) continue
    let { digests } = known
    if (asked.some((one) => digestFor(one, digests) === null) && known.size <= left) {
      left -= known.size
      digests = { ...digests, ...(await digestOnce(path, known.facts?.tensorsFrom ?? null)) }
    }
    byPath.set(path, { ...known, digests: kindsAsked(asked, digests) })
  }
  return byPath
}

function askedByPath(named: readonly { readonly path: string; readonly asked: readonly HashAsked[] }[]): Map<string, HashAsked[]> {
  const byPath = new Map<string, HashAsked[]>()
  for (const { path, asked } of named) if (asked.length > 0) byPath.set(path, [...(byPath.get(path) ?? []), ...asked])
  return byPath
}

/** BLAKE3 comes with every read; the others where one of them was asked for. */
function kindsAsked(asked: readonly HashAsked[], { blake3, ...others }: Partial<Digests>): Partial<Digests> {
  return { ...(blake3 === undefined ? {} : { blake3 }), ...(asked.every(({ type }) => type === 'blake3') ? {} : others) }
}
