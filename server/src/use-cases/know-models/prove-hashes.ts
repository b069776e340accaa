import { digestFor } from '../../core/model-hashes.js'
import { type HashAsked, hashKey } from '../../core/model-index.js'
import type { KnownModel } from '../../core/model-knowledge.js'
import { describeNow } from './describe-now.js'
import type { DigestOnce } from './digest-once.js'
import { isReadBy, type Placed } from './files-read.js'
import { createNotHashed } from './not-hashed.js'
import type { KnowModelsParts } from './parts.js'

export interface OpenHash {
  readonly hash: HashAsked
  /** The model folder that the asking loader reads; null: any. */
  readonly directory: string | null
}

export interface Proven {
  readonly byHash: ReadonlyMap<string, readonly KnownModel[]>
  /** Hashes that a file not looked at may still have. */
  readonly unproven: ReadonlySet<string>
  /** Files that were hashed for it. */
  readonly hashed: readonly string[]
}

/** Bytes that one question may hash by itself: about a second where SHA-256 has no help of the CPU. */
const budget = 256 * 1024 * 1024

/**
 * Looks for contents with the hashes that are open: where the asking loader reads, then in the other model folders, then outside of
 * ComfyUI, as far as it must. What the index has not is hashed where all of that place is small.
 */
export async function proveHashes(
  parts: KnowModelsParts & { readonly digestOnce: DigestOnce },
  { files, stored, open }: { readonly files: readonly Placed[]; readonly stored: ReadonlyMap<string, readonly KnownModel[]>; readonly open: readonly OpenHash[] },
): Promise<Proven> {
  const byHash = new Map<string, readonly KnownModel[]>()
  const unproven = new Set<string>()
  const hashed = new Map<string, Promise<KnownModel | null>>()
  const notHashed = createNotHashed(parts.index)
  let left = budget

  for (const { hash, directory } of open) {
    const key = hashKey(hash)
    const [known, doubts] = [stored.get(key) ?? [], new Set<Placing>()]
    for (const place of placings) {
      const fresh = await proveIn(place, hash, directory)
      if (fresh === null) doubts.add(place)
      const same = joined(known.filter((one) => placingOf(one, directory) === place), fresh ?? [])
      if (same.length === 0) continue
      byHash.set(key, joined(byHash.get(key) ?? [], same))
      break
    }
    if (!byHash.has(key) && doubts.size > 0) unproven.add(key)
  }
  return { byHash, unproven, hashed: [...hashed.keys()] }

  /** Null where too much would have to be hashed. */
  async function proveIn(place: Placing, hash: HashAsked, directory: string | null): Promise<KnownModel[] | null> {
    const here = files.filter((file) => placingOf(file, directory) === place)
    const cost = ({ path, size }: Placed) => (hashed.has(path) ? 0 : size)
    const unknown = await notHashed(here, hash, { cost, left, whole: place !== 'read' })
    if (unknown === null) return null
    left -= unknown.reduce((sum, file) => sum + cost(file), 0)
    for (const file of unknown) if (!hashed.has(file.path)) hashed.set(file.path, digestNow(parts, file))
    const digested = await Promise.all(unknown.flatMap(({ path }) => hashed.get(path) ?? []))
    return digested.filter((one) => one !== null).filter((one) => digestFor(hash, one.digests) === hash.value)
  }
}

type Placing = 'other' | 'outside' | 'read'
const placings: readonly Placing[] = ['read', 'other', 'outside']

function placingOf(file: Pick<Placed, 'folders'>, directory: string | null): Placing {
  if (file.folders.length === 0) return 'outside'
  return isReadBy(directory, file) ? 'read' : 'other'
}

function joined(a: readonly KnownModel[], b: readonly KnownModel[]): KnownModel[] {
  return [...new Map([...a, ...b].map((one) => [one.path, one])).values()]
}

async function digestNow({ digestOnce, ...parts }: KnowModelsParts & { readonly digestOnce: DigestOnce }, { path, name, size, folders }: Placed): Promise<KnownModel | null> {
  const known = await describeNow(parts, path, undefined)
  const digests = await digestOnce(path, known?.facts?.tensorsFrom ?? null)
  return digests === null ? null : { path, name, size, folders, facts: known?.facts ?? null, digests, claims: [] }
}
