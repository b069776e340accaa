import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileHasher } from '../../core/ports.js'
import type { HashBackend } from './backend.js'
import { createFileHasher } from './file-hasher.js'
import { createHasher } from './hasher.js'
import { createNativeHasher } from './native.js'
import { knownAnswers } from './testing/known-answers.js'
import { mebibyte, patternOf } from './testing/patterns.js'
import { tempFiles } from './testing/temp-files.js'
import { createWasmHasher } from './wasm.js'

const backends: ['native' | 'wasm', () => Promise<HashBackend>][] = [
  ['native', createNativeHasher],
  ['wasm', createWasmHasher],
]

/** Pieces that no block size divides, up to the longest that is allowed. */
const oddSizes = [1, 63, 65, 1023, 1025, 65537, mebibyte - 1, mebibyte, 7]

function hashInPieces(backend: HashBackend, bytes: Uint8Array): string {
  const hash = backend.createHash()
  try {
    for (let at = 0, turn = 0; at < bytes.length; turn++) {
      const piece = bytes.subarray(at, at + (oddSizes[turn % oddSizes.length] ?? 1))
      hash.update(piece)
      at += piece.length
    }
    return hash.digest()
  } finally {
    hash.dispose()
  }
}

describe.each(backends)('the %s hasher', (name, create) => {
  let backend: HashBackend
  let files: FileHasher
  beforeAll(async () => {
    backend = await create()
    files = await createFileHasher({ backend: name, workers: 1 })
  })
  afterAll(() => files.close())

  it('says what it is', () => {
    expect([backend.name, files.name]).toEqual([name, name])
  })

  it.each(knownAnswers)('gives the known answer for %i bytes: whole, in odd pieces, from a file', async (length, blake3, sha256) => {
    const bytes = patternOf(length)
    expect(backend.hash(bytes)).toBe(`blake3:${blake3}`)
    expect(hashInPieces(backend, bytes)).toBe(blake3)
    await using temp = await tempFiles()
    const { stamp, ...digests } = await files.digest(await temp.write(bytes), { sha256: true, tensorsFrom: 0 })
    expect(digests).toEqual({ blake3, sha256, tensorsSha256: sha256 })
    expect(stamp.size).toBe(length)
  })

  it('reads a view at its own offset and leaves the bytes alone', () => {
    const whole = patternOf(4096)
    const view = whole.subarray(251 * 3, 251 * 3 + 1025)
    expect(backend.hash(view)).toBe(backend.hash(patternOf(1025)))
    expect(hashInPieces(backend, view)).toBe(hashInPieces(backend, patternOf(1025)))
    expect(whole).toEqual(patternOf(4096))
  })

  it('keeps hashes apart that run at the same time', () => {
    const [one, other] = [backend.createHash(), backend.createHash()]
    one.update(patternOf(1024))
    other.update(patternOf(1023))
    one.update(patternOf(1025).subarray(1024))
    expect([one.digest(), other.digest()]).toEqual([knownAnswers[4]?.[1], knownAnswers[2]?.[1]])
    one.dispose()
    other.dispose()
  })

  it('consumes a piece at once: a buffer may be used again', () => {
    const [hash, buffer] = [backend.createHash(), new Uint8Array(512)]
    for (const from of [0, 512]) {
      buffer.set(patternOf(1024).subarray(from, from + 512))
      hash.update(buffer)
    }
    expect(hash.digest()).toBe(knownAnswers[3]?.[1])
    hash.dispose()
  })

  it('gives its memory back: 20,000 hashes in a row, with and without a digest', () => {
    const bytes = patternOf(100)
    const first = backend.hash(bytes)
    for (let i = 0; i < 20_000; i++) {
      backend.hash(bytes)
      const left = backend.createHash()
      left.update(bytes)
      left.dispose()
    }
    expect(backend.hash(bytes)).toBe(first)
  })
})

describe('createHasher', () => {
  it('takes the native backend where it loads', async () => {
    expect((await createHasher()).name).toBe('native')
  })

  it('falls back where the native backend does not load', async () => {
    const hasher = await createHasher(() => Promise.reject(new Error('cannot open shared object file')))
    expect(hasher.name).toBe('wasm')
    expect(hasher.hash(patternOf(1025))).toBe(`blake3:${knownAnswers[4]?.[1]}`)
  })

  it('falls back where the native backend answers wrongly', async () => {
    const hasher = await createHasher(() => Promise.resolve({ name: 'native' as const, hash: () => 'blake3:00' }))
    expect(hasher.name).toBe('wasm')
  })
})
