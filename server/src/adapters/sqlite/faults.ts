import Database from 'better-sqlite3'
import { ProblemError } from '../../problems.js'

/** What stands in the way of a file, by SQLite's word and by the operating system's. */
const reasons = new Map([
  ['CANTOPEN', 'it cannot be opened'],
  ['EACCES', 'no permission'],
  ['EIO', 'the drive does not answer'],
  ['ENOSPC', 'the disk is full'],
  ['ENOTDIR', 'a part of its path is no folder'],
  ['EPERM', 'no permission'],
  ['EROFS', 'the disk is read-only'],
  ['FULL', 'the disk is full'],
  ['IOERR', 'the drive does not answer'],
  ['PERM', 'no permission'],
  ['READONLY', 'it is read-only'],
])

/** Whether the file is no database any more. */
export function isDamage(error: unknown): boolean {
  return ['CORRUPT', 'NOTADB'].includes(sqliteWord(error))
}

/** Whether the disk or another process stands in the way, so that the file itself is not to blame. */
export function isPassing(error: unknown): boolean {
  return isBusy(error) || reasonOf(error) !== undefined
}

/** The coded form of what SQLite or the disk threw; anything else is a fault of ours and comes back as it is. */
export function codedFault(error: unknown, path: string): unknown {
  if (isDamage(error)) return new ProblemError('INDEX_DAMAGED', { path }, { cause: error })
  if (isBusy(error)) return new ProblemError('INDEX_BUSY', { path }, { cause: error })
  const because = reasonOf(error)
  return because === undefined ? error : new ProblemError('STATE_FOLDER_UNUSABLE', { path, because }, { cause: error })
}

export function isBusy(error: unknown): boolean {
  return ['BUSY', 'LOCKED'].includes(sqliteWord(error))
}

/** `SQLITE_IOERR_WRITE` -> `IOERR`. */
function sqliteWord(error: unknown): string {
  return error instanceof Database.SqliteError ? (error.code.split('_')[1] ?? '') : ''
}

function reasonOf(error: unknown): string | undefined {
  const known = reasons.get(sqliteWord(error))
  if (known !== undefined || !(error instanceof Error && 'syscall' in error && 'code' in error)) return known
  return reasons.get(String(error.code)) ?? String(error.code)
}
