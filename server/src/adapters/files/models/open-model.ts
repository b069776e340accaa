import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ModelDisk } from '../../../core/ports.js'
import { ProblemError } from '../../../problems.js'
import { reasonOf } from '../reason.js'
import { exactStamp } from './stamp.js'

/** Opens a regular file for the readers (`ModelDisk.open`). Pipes and devices are not opened: that can wait for ever. */
export const openModel: ModelDisk['open'] = (path) => {
  const descriptor = openRegular(path)
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) throw new ProblemError('FILE_UNREADABLE', { path, because: 'it is no ordinary file' })
    const stamp = exactStamp(stats, () => fstatSync(descriptor, { bigint: true }))
    const read = (offset: number, length: number) => readPart(descriptor, offset, Math.min(length, stamp.size - offset))
    return { source: { name: basename(path), size: stamp.size, read }, stamp, close: () => closeSync(descriptor) }
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

/** Shorter than `length` only where the file was cut meanwhile. */
function readPart(descriptor: number, offset: number, length: number): Uint8Array {
  if (length <= 0) return new Uint8Array(0)
  const bytes = Buffer.allocUnsafeSlow(length)
  let filled = 0
  while (filled < length) {
    const read = readSync(descriptor, bytes, filled, length - filled, offset + filled)
    if (read === 0) break
    filled += read
  }
  return bytes.subarray(0, filled)
}
