import { constants } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'
import { ProblemError } from '../../../problems.js'

/** Windows has none of it; there the look before has to do. */
const noFollow = constants.O_NOFOLLOW ?? 0

/** Opens what was begun earlier; null where nothing is there. WRITE_REFUSED for a link, a folder or a file of more than one name. */
export async function openBegun(path: string): Promise<FileHandle | null> {
  const stats = await lstat(path).catch(() => null)
  if (stats === null) return null
  if (!stats.isFile()) throw refused(path)
  const file = await open(path, constants.O_RDWR | noFollow)
  const { nlink } = await file.stat()
  if (nlink <= 1) return file
  await file.close()
  throw refused(path)
}

/** Opens a file that was not there. Rejects with the system's error. */
export function openNew(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | noFollow, 0o666)
}

function refused(path: string): ProblemError {
  return new ProblemError('WRITE_REFUSED', { path, because: 'what stands there is no file of ours' })
}
