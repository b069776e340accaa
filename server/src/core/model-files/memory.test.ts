import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { HostileFile } from './testing/hostile-file.js'

const resolver = new URL('../../adapters/hashing/testing/resolve-sources.ts', import.meta.url).href
const child = fileURLToPath(new URL('./testing/memory-child.ts', import.meta.url))
const flags = ['--disable-warning=ExperimentalWarning', '--experimental-transform-types', '--import', resolver]
const mebibyte = 1024 * 1024

interface Seen {
  readonly header: number
  readonly grown: number
  readonly codes: readonly string[]
}

/** By how much a process grew at its most, in bytes, while it described the file. */
async function measure(which: HostileFile, how: 'describe' | 'parse' = 'describe'): Promise<Seen> {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, child, which, how])
  return JSON.parse(stdout) as Seen
}

describe('memory of the whole process', () => {
  it('holds 50 MB of metadata at most once, and 32 MiB beside it', async () => {
    const { header, grown, codes } = await measure('large metadata')
    expect(codes).toEqual(['header_large', 'metadata_hidden'])
    expect(header).toBeGreaterThan(50_000_000)
    expect(grown).toBeLessThanOrEqual(header + 32 * mebibyte)
  }, 60_000)

  /**
   * Not three times the header and 32 MiB: name, type and shape of each tensor are what the facts are made of and stay until the
   * end, about 350 bytes for the 76 that stand in the file; what the collector has not taken yet comes on top. JSON.parse alone
   * takes two thirds of it. Bounded all the same, for a header ends at 100 MB.
   */
  it('holds 1,000,000 tensors within 900 bytes each and twice what JSON.parse takes', async () => {
    const ours = await measure('many tensors')
    const parsed = await measure('many tensors', 'parse')
    expect(ours.codes).toEqual(['header_large'])
    expect(ours.grown).toBeLessThanOrEqual(Math.min(900 * 1_000_000, 2 * parsed.grown))
  }, 60_000)

  it('holds 1,000,000 tensors of GGUF within 900 bytes each', async () => {
    const { grown, codes } = await measure('many GGUF tensors')
    expect(codes).toEqual([])
    expect(grown).toBeLessThanOrEqual(900 * 1_000_000)
  }, 60_000)
})
