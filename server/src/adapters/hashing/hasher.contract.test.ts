import { describe, expect, it } from 'vitest'
import type { Hasher } from '../../core/ports.js'
import { createHasher } from './hasher.js'
import { createNativeHasher } from './native.js'
import { createWasmHasher } from './wasm.js'

/** Input of BLAKE3's published test vectors: byte i is i modulo 251. */
function patternOf(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let i = 0; i < length; i++) bytes[i] = i % 251
  return bytes
}

const backends: [string, () => Promise<Hasher>][] = [
  ['native', createNativeHasher],
  ['wasm', createWasmHasher],
]
const mebibyte = 1024 * 1024

/** BLAKE3 team, test_vectors.json: the first 32 bytes of `hash`. */
const published: [number, string][] = [
  [0, 'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262'],
  [1, '2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213'],
  [1023, '10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11'],
  [1024, '42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7'],
  [1025, 'd00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444'],
]

describe.each(backends)('the %s hasher', (name, create) => {
  it.each(published)('gives the published answer for %i bytes', async (length, hex) => {
    const hasher = await create()
    expect(hasher.name).toBe(name)
    expect(hasher.hash(patternOf(length))).toBe(`blake3:${hex}`)
  })

  it('reads a view at its own offset and leaves the bytes alone', async () => {
    const hasher = await create()
    const whole = patternOf(4096)
    expect(hasher.hash(whole.subarray(251 * 3, 251 * 3 + 1025))).toBe(hasher.hash(patternOf(1025)))
    expect(whole).toEqual(patternOf(4096))
  })

  it('gives its memory back: 20,000 hashes in a row', async () => {
    const hasher = await create()
    const bytes = patternOf(100)
    const first = hasher.hash(bytes)
    for (let i = 0; i < 20_000; i++) hasher.hash(bytes)
    expect(hasher.hash(bytes)).toBe(first)
  })
})

describe('both hashers', () => {
  it.each([mebibyte - 1, mebibyte, mebibyte + 1, 64 * mebibyte + 1])('agree on %i bytes', async (length) => {
    const bytes = patternOf(length)
    const [native, wasm] = await Promise.all([createNativeHasher(), createWasmHasher()])
    expect(wasm.hash(bytes)).toBe(native.hash(bytes))
  })
})

describe('createHasher', () => {
  it('takes the native backend where it loads', async () => {
    expect((await createHasher()).name).toBe('native')
  })

  it('falls back where the native backend does not load', async () => {
    const hasher = await createHasher(() => Promise.reject(new Error('cannot open shared object file')))
    expect(hasher.name).toBe('wasm')
    expect(hasher.hash(patternOf(1025))).toBe(`blake3:${published[4]?.[1]}`)
  })

  it('falls back where the native backend answers wrongly', async () => {
    const hasher = await createHasher(() => Promise.resolve({ name: 'native' as const, hash: () => 'blake3:00' }))
    expect(hasher.name).toBe('wasm')
  })
})
