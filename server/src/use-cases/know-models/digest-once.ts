import type { Digests } from '../../core/model-index.js'
import type { KnowModelsParts } from './parts.js'

const most = 1000

/** Hashes a file in every kind that a workflow may ask for, in one read; again only when its stamp changed. Null where it cannot be read. */
export function createDigestOnce({ disk, hasher }: Pick<KnowModelsParts, 'disk' | 'hasher'>) {
  const kept = new Map<string, Promise<Digests | null>>()

  return async (path: string, tensorsFrom: number | null): Promise<Digests | null> => {
    const stamp = await disk.stamp(path)
    if (stamp === null) return null
    const key = [path, stamp.size, stamp.modified, stamp.inode].join('\n')
    const before = kept.get(key)
    if (before !== undefined) return before
    const digests = hasher.digest(path, { sha256: true, tensorsFrom }).then(withoutStamp, () => null)
    kept.set(key, digests)
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break
      kept.delete(oldest)
    }
    return digests
  }
}

export type DigestOnce = ReturnType<typeof createDigestOnce>

function withoutStamp({ blake3, sha256, tensorsSha256 }: Digests): Digests {
  return { blake3, ...(sha256 === undefined ? {} : { sha256 }), ...(tensorsSha256 === undefined ? {} : { tensorsSha256 }) }
}
