import { type Stats, closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { exactStamp, type FileStamp, isSameStamp } from '../../core/model-index.js'
import { FaultError } from './interruption.js'

const reasons = new Map([
  ['EACCES', 'no permission'],
  ['EBUSY', 'another program holds it'],
  ['EIO', 'the drive does not answer'],
  ['ELOOP', 'its links go round in a circle'],
  ['EMFILE', 'too many files are open'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOENT', 'it is not there'],
  ['ENOTDIR', 'a part of its path is no folder'],
  ['EPERM', 'no permission'],
])

/** A file whose content does not move while it is read. */
export interface RegularFile {
  readonly size: number
  /** Fills the buffer from `position` on, as far as the file goes; answers that part of it. */
  read(buffer: Buffer, position: number): Buffer
}

/**
 * Opens a regular file, links followed, hands it to `use` and looks afterwards whether it is still the same: the stamp by
 * path (it was not replaced) and the open file's size and time (it was not written to). Devices and pipes are never
 * opened, for that can wait for ever. Throws FaultError: FILE_UNREADABLE, FILE_CHANGED.
 */
export async function readRegularFile<T>(
  path: string,
  use: (file: RegularFile) => T | Promise<T>,
): Promise<{ readonly value: T; readonly stamp: FileStamp }> {
  const stamp = onDisk(path, () => stampAt(path, mindKind(path, statSync(path))))
  const descriptor = onDisk(path, () => openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)))
  try {
    const before = onDisk(path, () => mindKind(path, fstatSync(descriptor)))
    if (before.size !== stamp.size) throw changed(path)
    const read = (buffer: Buffer, position: number) => onDisk(path, () => fill(path, descriptor, buffer, position, stamp.size))
    const value = await use({ size: stamp.size, read })
    const after = onDisk(path, () => fstatSync(descriptor))
    const now = onDisk(path, () => {
      const stats = statSync(path, { throwIfNoEntry: false })
      return stats === undefined ? null : stampAt(path, stats)
    })
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changed(path)
    if (now === null || !isSameStamp(now, stamp)) throw changed(path)
    return { value, stamp }
  } finally {
    closeSync(descriptor)
  }
}

const stampAt = (path: string, stats: Stats) => exactStamp(stats, () => statSync(path, { bigint: true }))

const changed = (path: string) => new FaultError({ code: 'FILE_CHANGED', facts: { path } })
const unreadable = (path: string, because: string) => new FaultError({ code: 'FILE_UNREADABLE', facts: { path, because } })

function fill(path: string, descriptor: number, buffer: Buffer, position: number, size: number): Buffer {
  const wanted = Math.min(buffer.length, size - position)
  let filled = 0
  while (filled < wanted) {
    const read = readSync(descriptor, buffer, filled, wanted - filled, position + filled)
    if (read === 0) throw changed(path)
    filled += read
  }
  return wanted === buffer.length ? buffer : buffer.subarray(0, wanted)
}

function mindKind(path: string, stats: Stats): Stats {
  if (stats.isFile()) return stats
  throw unreadable(path, stats.isDirectory() ? 'it is a folder' : 'it is a device or a pipe')
}

/** Turns the system's error into words. */
function onDisk<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    const code = String(error.code)
    throw unreadable(path, reasons.get(code) ?? code)
  }
}
