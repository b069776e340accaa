import type { Installed } from '../../core/installed.js'
import { digestFor } from '../../core/model-hashes.js'
import { type HashAsked, hashKey } from '../../core/model-index.js'
import type { KnownModel } from '../../core/model-knowledge.js'
import { readsAlike } from '../../core/readiness/models/model-index.js'
import { describeNow } from './describe-now.js'
import type { KnowModelsParts } from './parts.js'

export interface OpenHash {
  readonly hash: HashAsked
  /** The model folder that the asking loader reads; null: any. */
  readonly directory: string | null
}

interface Placed {
  readonly path: string
  readonly name: string
  readonly size: number
  readonly folder: string
}

/** Bytes that one question may hash by itself: about a second where SHA-256 has no help of the CPU. */
const budget = 256 * 1024 * 1024

/**
 * Looks for contents with the hashes that are still open among the files which the asking loaders read, hashing what the
 * index has not where all of that is small. `unproven`: hashes that a file not looked at may still have.
 */
export async function proveHashes(
  parts: KnowModelsParts,
  installed: Installed,
  open: readonly OpenHash[],
): Promise<{ byHash: ReadonlyMap<string, readonly KnownModel[]>; unproven: ReadonlySet<string> }> {
  const byHash = new Map<string, readonly KnownModel[]>()
  const unproven = new Set<string>()
  const hashed = new Map<string, Promise<KnownModel | null>>()
  let left = budget
  for (const { hash, directory } of open) {
    const unknown = await notHashed(parts, filesRead(installed, directory), hash)
    const bytes = unknown.reduce((sum, { path, size }) => sum + (hashed.has(path) ? 0 : size), 0)
    if (bytes > left) {
      unproven.add(hashKey(hash))
      continue
    }
    left -= bytes
    for (const file of unknown) if (!hashed.has(file.path)) hashed.set(file.path, digestNow(parts, file))
    const known = await Promise.all(unknown.flatMap((file) => hashed.get(file.path) ?? []))
    const same = known.filter((one) => one !== null).filter((one) => digestFor(hash, one.digests) === hash.value)
    if (same.length > 0) byHash.set(hashKey(hash), same)
  }
  return { byHash, unproven }
}

/** Files that a loader of this folder reads, as far as their place and size are known. */
export function filesRead({ models }: Installed, directory: string | null): Placed[] {
  const folders = directory === null ? [...(models?.keys() ?? [])] : readsAlike(directory)
  const byPath = new Map<string, Placed>()
  for (const folder of folders) {
    for (const { path, name, size } of models?.get(folder) ?? []) {
      if (path !== null && size !== null && size > 0 && !byPath.has(path)) byPath.set(path, { path, name, size, folder })
    }
  }
  return [...byPath.values()]
}

async function notHashed({ index }: KnowModelsParts, files: readonly Placed[], hash: HashAsked): Promise<Placed[]> {
  const stored = await index.byPaths(files.map(({ path }) => path))
  return files.filter(({ path }) => digestFor(hash, stored.get(path)?.digests ?? {}) === null)
}

/** One file hashed in every kind that a workflow may ask for, in one read. */
async function digestNow(parts: KnowModelsParts, { path, name, size, folder }: Placed): Promise<KnownModel | null> {
  const known = await describeNow(parts, path, undefined)
  const tensorsFrom = known?.facts?.tensorsFrom ?? null
  const digests = await parts.hasher.digest(path, { sha256: true, tensorsFrom }).catch(() => null)
  return digests === null ? null : { path, name, size, folders: [folder], facts: known?.facts ?? null, digests, claims: [] }
}
