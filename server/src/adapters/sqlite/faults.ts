import Database from 'better-sqlite3'
import { ProblemError } from '../../problems.js'

const reasons = new Map([
  ['CANTOPEN', 'it cannot be opened'],
  ['FULL', 'the disk is full'],
  ['IOERR', 'the drive does not answer'],
  ['PERM', 'no permission'],
  ['READONLY', 'it is read-only'],
])

/** Whether the file is no database any more. */
export function isDamage(error: unknown): boolean {
  return ['CORRUPT', 'NOTADB'].includes(wordOf(error))
}

/** Whether the disk or another process stands in the way, so that the file itself is not to blame. */
export function isPassing(error: unknown): boolean {
  const word = wordOf(error)
  return word === 'BUSY' || word === 'LOCKED' || reasons.has(word)
}

/** The coded form of what SQLite threw; anything else is a fault of ours and comes back as it is. */
export function codedFault(error: unknown, path: string): unknown {
  const word = wordOf(error)
  if (isDamage(error)) return new ProblemError('INDEX_DAMAGED', { path }, { cause: error })
  if (word === 'BUSY' || word === 'LOCKED') return new ProblemError('INDEX_BUSY', { path }, { cause: error })
  const because = reasons.get(word)
  return because === undefined ? error : new ProblemError('STATE_FOLDER_UNUSABLE', { path, because }, { cause: error })
}

/** `SQLITE_IOERR_WRITE` -> `IOERR`. */
function wordOf(error: unknown): string {
  return error instanceof Database.SqliteError ? (error.code.split('_')[1] ?? '') : ''
}
