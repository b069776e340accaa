import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ProblemError } from '../../../problems.js'

const reasons = new Map([
  ['EACCES', 'no permission'],
  ['EBUSY', 'another program holds it'],
  ['EEXIST', 'something else stands in its place'],
  ['EFBIG', 'its drive takes no file of that size'],
  ['EIO', 'the drive does not answer'],
  ['EISDIR', 'a folder stands in its place'],
  ['ELOOP', 'a link stands in its place'],
  ['EMFILE', 'too many files are open'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOENT', 'its folder is not there'],
  ['ENOTDIR', 'a part of its path is no folder'],
  ['EPERM', 'no permission'],
  ['EROFS', 'the disk is read-only'],
])

/** A fault of the disk as people read it: DISK_FULL or WRITE_REFUSED. Coded problems pass. */
export async function diskFault(path: string, error: unknown, need: number | null): Promise<ProblemError> {
  if (error instanceof ProblemError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(path, need, await freeAt(path), error)
  return new ProblemError('WRITE_REFUSED', { path, because: reasons.get(code) ?? (code === '' ? 'it cannot be used' : code) }, { cause: error })
}

/** DISK_FULL where `need` bytes more surely do not fit beside `path`. */
export async function checkSpace(path: string, need: number): Promise<void> {
  const free = await freeAt(path)
  if (free !== null && free < need) throw diskFull(path, need, free)
}

function diskFull(path: string, need: number | null, free: number | null, cause?: unknown): ProblemError {
  return new ProblemError('DISK_FULL', { path: dirname(path), ...(need === null ? {} : { need }), ...(free === null ? {} : { free }) }, { cause })
}

async function freeAt(path: string): Promise<number | null> {
  const stats = await statfs(dirname(path)).catch(() => null)
  return stats === null ? null : stats.bavail * stats.bsize
}
