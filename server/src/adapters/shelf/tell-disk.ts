import { ProblemError } from '../../problems.js'

/** A fault of the disk as a coded problem: DISK_FULL, else WRITE_REFUSED. What carries a problem already stays as it is. */
export function tellDisk(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof ProblemError || code === '') return error
  if (code === 'ENOSPC' || code === 'EDQUOT') return new ProblemError('DISK_FULL', { path }, { cause: error })
  return new ProblemError('WRITE_REFUSED', { path, because: code }, { cause: error })
}
