import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { inflateRawSync } from 'node:zlib'
import type { DescribeParts } from '../../../core/model-files/parts.js'
import type { ModelRoot } from '../../../core/model-index.js'
import type { FileHasher } from '../../../core/ports.js'
import { ProblemError } from '../../../problems.js'
import type { Clock } from '../parts.js'
import type { createFakeDisk } from './fake-disk.js'

export const clock: Clock = { now: () => performance.now(), turn: () => setImmediate(undefined) }

export const readers: DescribeParts = {
  hash: (bytes) => `blake3:${createHash('sha256').update(bytes).digest('hex')}`,
  inflateRaw: (bytes, maxOutputLength) => inflateRawSync(bytes, { maxOutputLength }),
}

export const rootAt = (path: string): ModelRoot => ({ path, from: 'comfyui', folders: [{ name: 'loras', accepts: 'any' }] })

/** Hashes what a fake disk holds; `meanwhile` happens during each read. */
export function createFakeHasher(fake: ReturnType<typeof createFakeDisk>, options: { workers?: number; meanwhile?: (path: string) => void | Promise<void> } = {}) {
  const digested: string[] = []
  const seen = { now: 0, most: 0 }
  const hasher: Pick<FileHasher, 'digest' | 'workers'> = {
    workers: options.workers ?? 1,
    async digest(path, { sha256, tensorsFrom, signal, progress }) {
      digested.push(path)
      seen.most = Math.max(seen.most, (seen.now += 1))
      try {
        const [bytes, stamp] = [fake.bytesOf(path), fake.stampOf(path)]
        await options.meanwhile?.(path)
        await setImmediate()
        signal?.throwIfAborted()
        if (bytes === null || stamp === null) throw new ProblemError('FILE_UNREADABLE', { path })
        progress?.(bytes.length)
        const of = (part: Uint8Array) => createHash('sha256').update(part).digest('hex')
        return {
          blake3: of(bytes).split('').toReversed().join(''),
          ...(sha256 === true ? { sha256: of(bytes) } : {}),
          ...(tensorsFrom == null ? {} : { tensorsSha256: of(bytes.slice(tensorsFrom)) }),
          stamp,
        }
      } finally {
        seen.now -= 1
      }
    },
  }
  return { hasher, digested, seen }
}
