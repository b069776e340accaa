import { digestFor } from '../../core/model-hashes.js'
import type { HashAsked, IndexedModel } from '../../core/model-index.js'
import type { Placed } from './files-read.js'
import type { KnowModelsParts } from './parts.js'

interface Limits {
  /** Bytes that hashing the file would cost. */
  readonly cost: (file: Placed) => number
  readonly left: number
  /** Whether an index in which nothing lacks a hash answers for all files: one query in place of one for each file. */
  readonly whole: boolean
}

const slice = 256

/** Finds the files whose hash of a kind the index does not have; null as soon as they cost more than is left. */
export function createNotHashed(index: KnowModelsParts['index']) {
  const lacks = new Map<string, Promise<boolean>>()
  let files: Promise<number> | null = null

  async function isWhole(hash: HashAsked, count: number): Promise<boolean> {
    const what = hash.type === 'blake3' ? 'blake3' : 'sha256'
    const lacking = lacks.get(what) ?? index.lacking(what, 1).then((found) => found.length > 0)
    lacks.set(what, lacking)
    files ??= index.counts().then((counts) => counts.files)
    return !(await lacking) && (await files) >= count
  }

  return async (placed: readonly Placed[], hash: HashAsked, { cost, left, whole }: Limits): Promise<Placed[] | null> => {
    if (placed.length === 0 || (whole && (await isWhole(hash, placed.length)))) return []
    const unknown: Placed[] = []
    let bytes = 0
    for (let at = 0; at < placed.length; at += slice) {
      const some = placed.slice(at, at + slice)
      const stored = await index.byPaths(some.map(({ path }) => path))
      for (const file of some) {
        if (isKnown(hash, file, stored.get(file.path))) continue
        unknown.push(file)
        bytes += cost(file)
        if (bytes > left) return null
      }
    }
    return unknown
  }
}

/** A file whole and hashed that has no tensors apart has no hash of them either. */
function isKnown(hash: HashAsked, { size }: Placed, stored: IndexedModel | undefined): boolean {
  if (stored === undefined || stored.size !== size) return false
  if (digestFor(hash, stored.digests) !== null) return true
  const ofTensors = hash.type === 'autov3' || hash.type === 'tensorsSha256'
  return ofTensors && stored.digests.sha256 !== undefined && stored.facts !== null && stored.facts.tensorsFrom === null
}
