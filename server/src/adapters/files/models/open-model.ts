import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { exactStamp } from '../../../core/model-index.js'
import type { ModelDisk } from '../../../core/ports.js'
import { ProblemError } from '../../../problems.js'
import { reasonOf } from '../reason.js'

/** The first read of every reader; fresh memory for each costs a third of it. */
const scratchBytes = 64 * 1024

/** One piece of memory for the first read of file after file. */
export interface Scratch {
  bytes: Buffer | null
}

export const createScratch = (): Scratch => ({ bytes: Buffer.allocUnsafeSlow(scratchBytes) })

/**
 * Opens a regular file for the readers (`ModelDisk.open`). Pipes and devices are not opened: that can wait for ever. With a
 * `scratch`, what was read is only good until `close`.
 */
export function openModel(path: string, scratch: Scratch = { bytes: null }): ReturnType<ModelDisk['open']> {
  const descriptor = openRegular(path)
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) throw new ProblemError('FILE_UNREADABLE', { path, because: 'it is no ordinary file' })
    const stamp = exactStamp(stats, () => fstatSync(descriptor, { bigint: true }))
    let lent: Buffer | null = null
    const read = (offset: number, length: number) => {
      const wanted = Math.min(length, stamp.size - offset)
      if (wanted <= 0) return new Uint8Array(0)
      if (lent !== null || scratch.bytes === null || wanted > scratchBytes) return readPart(descriptor, offset, Buffer.allocUnsafeSlow(wanted))
      lent = scratch.bytes
      scratch.bytes = null
      return readPart(descriptor, offset, lent.subarray(0, wanted))
    }
    const close = () => {
      scratch.bytes ??= lent
      closeSync(descriptor)
    }
    return { source: { name: basename(path), size: stamp.size, read }, stamp, close }
  } catch (error) {
    closeSync(descriptor)
    throw coded(path, error)
  }
}

function openRegular(path: string): number {
  try {
    // Before it is opened: opening a device may already do something.
    if (!statSync(path).isFile()) throw new ProblemError('FILE_UNREADABLE', { path, because: 'it is no ordinary file' })
    // O_NONBLOCK is no flag on Windows, which has no pipes in folders.
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    throw coded(path, error)
  }
}

function coded(path: string, error: unknown): ProblemError {
  return error instanceof ProblemError ? error : new ProblemError('FILE_UNREADABLE', { path, because: reasonOf(error) }, { cause: error })
}

/** Shorter than `bytes` only where the file was cut meanwhile. */
function readPart(descriptor: number, offset: number, bytes: Buffer): Uint8Array {
  let filled = 0
  while (filled < bytes.length) {
    const read = readSync(descriptor, bytes, filled, bytes.length - filled, offset + filled)
    if (read === 0) break
    filled += read
  }
  return bytes.subarray(0, filled)
}
