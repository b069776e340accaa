import { Buffer } from 'node:buffer'
import { createXXHash128, type IHasher } from 'hash-wasm'
import type { SampleKeys } from '../../core/model-index.js'
import type { HashBackend, RunningHash } from './backend.js'
import { heed, type Interruption } from './interruption.js'
import type { RegularFile } from './regular-file.js'
import { comfyRanges, quickRanges, type Range } from './sample-ranges.js'

/**
 * Makes look-up keys (D8) of files, one after another: each hash goes over the size as decimal ASCII and then over the
 * samples. Keys with the same samples share one read of them.
 */
export function createSampler(backend: HashBackend, buffer: Buffer) {
  let xxh3: Promise<IHasher> | null = null
  return async (file: RegularFile, wanted: readonly (keyof SampleKeys)[], interruption: Interruption): Promise<SampleKeys> => {
    const running: RunningHash[] = []
    const start = (key: keyof SampleKeys) => {
      if (!wanted.includes(key)) return null
      const hash = backend.createHash()
      running.push(hash)
      return hash
    }
    try {
      const [quick, dock] = [start('quick'), start('comfydock16')]
      const git = wanted.includes('comfygit16') ? (await (xxh3 ??= createXXHash128())).init() : null
      if (quick) feed(file, quickRanges(file.size), [quick], buffer, interruption)
      if (dock || git) feed(file, comfyRanges(file.size), [dock, git].filter((hash) => hash !== null), buffer, interruption)
      return {
        ...(quick ? { quick: `quick:2:${quick.digest()}` } : {}),
        ...(dock ? { comfydock16: dock.digest().slice(0, 16) } : {}),
        ...(git ? { comfygit16: git.digest().slice(0, 16) } : {}),
      }
    } finally {
      for (const hash of running) hash.dispose()
    }
  }
}

function feed(
  file: RegularFile,
  ranges: readonly Range[],
  hashes: readonly { update(bytes: Uint8Array): unknown }[],
  buffer: Buffer,
  interruption: Interruption,
): void {
  const take = (bytes: Uint8Array) => hashes.forEach((hash) => hash.update(bytes))
  take(Buffer.from(String(file.size), 'ascii'))
  for (const { from, length } of ranges) {
    for (let at = 0; at < length; ) {
      heed(interruption)
      const piece = file.read(buffer.subarray(0, length - at), from + at)
      take(piece)
      at += piece.length
    }
  }
}
