import { Buffer } from 'node:buffer'
import { createXXHash128 } from 'hash-wasm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HashBackend } from './backend.js'
import { createNativeHasher } from './native.js'
import type { RegularFile } from './regular-file.js'
import { createSampler } from './sample-keys.js'
import { comfyRanges, quickRanges } from './sample-ranges.js'
import { mebibyte, rampOf, withOtherByte } from './testing/patterns.js'
import { createWasmHasher } from './wasm.js'

const onwards = { stopped: () => false, progress: () => {} }
const all = ['quick', 'comfydock16', 'comfygit16'] as const

/** A file in memory that counts what is read of it. */
function countedFile(bytes: Uint8Array) {
  const counted = { size: bytes.length, read: 0 }
  const file: RegularFile = {
    size: bytes.length,
    read(buffer, position) {
      const piece = bytes.subarray(position, position + buffer.length)
      buffer.set(piece)
      counted.read += piece.length
      return buffer.subarray(0, piece.length)
    },
  }
  return { file, counted }
}

const samplerOf = (backend: HashBackend) => createSampler(backend, Buffer.alloc(mebibyte))

/**
 * Bytes, `comfydock16`, `comfygit16`, `quick`. The first column is ComfyDock's own vectors where it has them; the others come
 * from the Python packages blake3 and xxhash over the same samples.
 */
const golden: [string, () => Uint8Array, string, string, string][] = [
  ['nothing', () => new Uint8Array(), '4d067153ac729a4a', 'ce8f15881282a400', '4d067153ac729a4a7e8220c97935ffba67487860d58298ceeb23864369867d9f'],
  ['"hello"', () => Buffer.from('hello'), '636da73294eca212', 'f8382d080e857e5a', '636da73294eca212624642abe8a75dd35a7d59e7a94953ab2752ad68c6fe8f99'],
  ['1 MiB of zeros', () => new Uint8Array(mebibyte), '811412e6b496a4e3', '4e55d2fc829eab17', '811412e6b496a4e37480ccd1fa09da3e007ae61b6c3bb05fe97b13fe61ae427c'],
  ['3 MiB', () => rampOf(3 * mebibyte), '5859e834791bb5b0', '99506683ad6e4c6a', '5859e834791bb5b0447ac10d2bfcf830ad0f9b49e1e84e7acb1516ea4abdfe15'],
  ['3 MiB + 1', () => rampOf(3 * mebibyte + 1), '952922691b831e17', 'df6c44ae22bc194f', '14e84d1196f336690f871761606adcd49ebc7b7f1bc3b34563c60f180716c4c1'],
  ['6 MiB', () => rampOf(6 * mebibyte), 'c1b7b842b50f3c8a', 'a455932b3c57464a', '13a6161b1cd9536f21f2f219e40815317023725c568722daaeb82ecf3d39fa39'],
  ['30 MiB', () => rampOf(30 * mebibyte), 'bbd656d6924d62ca', '0403c30f2c6d7515', '81cc414bb601f2db913e386fcd74aced363917ece120c34c497df315c2232173'],
  ['30 MiB + 1', () => rampOf(30 * mebibyte + 1), 'dceb99ae7180c7cc', 'ee1941fbe3528c4b', '91bba4cef42197b47237d06ae8fd502cf8a5798d2d38f445104c7763ec6b343b'],
  ['40 MiB', () => rampOf(40 * mebibyte), '36bb24e092d0995a', 'd162c0711d1a7b16', '238cfbafea64b462d46e61c0d9f359b6d1c5b60bcf71d8b7169b8c07de4f5c13'],
]

describe.each([
  ['native', createNativeHasher],
  ['wasm', createWasmHasher],
])('sample keys, %s', (_name, create) => {
  it.each(golden)('of %s', async (_words, bytes, comfydock16, comfygit16, quick) => {
    const sample = samplerOf(await create())
    const { file } = countedFile(bytes())
    expect(await sample(file, all, onwards)).toEqual({ comfydock16, comfygit16, quick: `quick:2:${quick}` })
    expect(await sample(file, ['comfygit16'], onwards)).toEqual({ comfygit16 })
  })
})

it("xxh3_128 is written with the high half first, as in xxHash's own vectors", async () => {
  const hash = await createXXHash128()
  expect(hash.init().digest()).toBe('99aa06d3014798d86001c324468d497f')
  expect(hash.init().update('a').digest()).toBe('a96faf705af16834e6c632b61e964e1f')
})

it.each([0, 1, 3 * mebibyte, 3 * mebibyte + 1, 8 * mebibyte, 64 * mebibyte + 1])('our key reads at most 3 MiB of %i bytes', async (size) => {
  const { file, counted } = countedFile(new Uint8Array(size))
  await samplerOf(await createNativeHasher())(file, ['quick'], onwards)
  expect(counted.read).toBe(Math.min(size, 3 * mebibyte))
})

it('keys with the same samples share one read', async () => {
  const { file, counted } = countedFile(new Uint8Array(40 * mebibyte))
  await samplerOf(await createNativeHasher())(file, ['comfydock16', 'comfygit16'], onwards)
  expect(counted.read).toBe(15 * mebibyte)
})

it('tells files of one size apart that differ in their last byte, which ComfyDock does not', async () => {
  const sample = samplerOf(await createNativeHasher())
  const bytes = rampOf(8 * mebibyte)
  const one = await sample(countedFile(bytes).file, all, onwards)
  const other = await sample(countedFile(withOtherByte(bytes, bytes.length - 1)).file, all, onwards)
  expect(other.quick).not.toBe(one.quick)
  expect([other.comfydock16, other.comfygit16]).toEqual([one.comfydock16, one.comfygit16])
})

it('stretches lie in the file, in order, and never overlap', () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat(64 * mebibyte), fc.maxSafeNat()), (size) => {
      for (const ranges of [quickRanges(size), comfyRanges(size)]) {
        let end = 0
        for (const { from, length } of ranges) {
          expect(Number.isSafeInteger(from)).toBe(true)
          expect(from).toBeGreaterThanOrEqual(end)
          end = from + length
        }
        expect(end).toBeLessThanOrEqual(size)
      }
    }),
  )
})

it('a stopped task reads no further', async () => {
  const { file, counted } = countedFile(new Uint8Array(40 * mebibyte))
  const until = { stopped: () => counted.read >= 2 * mebibyte, progress: () => {} }
  await expect(samplerOf(await createWasmHasher())(file, all, until)).rejects.toThrow()
  expect(counted.read).toBe(2 * mebibyte)
})
