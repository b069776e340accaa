import { closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { liesOnNetwork } from './network-disk.js'

export type Sqlite = Database.Database

/** A statement that was prepared once. `P`: what is bound, `R`: a row of the answer. */
export interface Prepared<P extends unknown[], R = never> {
  get(...values: P): R | undefined
  all(...values: P): R[]
  run(...values: P): unknown
}

export function prepare<P extends unknown[], R = never>(sqlite: Sqlite, text: string): Prepared<P, R> {
  return sqlite.prepare<unknown[], R>(text)
}

/** Milliseconds that a call waits for another process. */
const patience = 5000

/** Opens or makes the database for its one writer. Throws SqliteError. Nothing is set that writes: the schema may be a newer one. */
export function openToWrite(path: string): Sqlite {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // SQLite gives its journals the mode of the database.
  closeSync(openSync(path, 'a', 0o600))
  return guarded(new Database(path, { timeout: patience }))
}

/** Opens what is there. Throws SqliteError. */
export function openToRead(path: string): Sqlite {
  return guarded(new Database(path, { readonly: true, fileMustExist: true, timeout: patience }))
}

function guarded(sqlite: Sqlite): Sqlite {
  try {
    sqlite.pragma('foreign_keys = ON')
    sqlite.pragma('trusted_schema = OFF')
    sqlite.pragma('cell_size_check = ON')
    sqlite.pragma('temp_store = MEMORY')
    sqlite.pragma('cache_size = -16384')
    return sqlite
  } catch (error) {
    sqlite.close()
    throw error
  }
}

/**
 * How a writer keeps what it writes. WAL lets others read meanwhile; a network disk cannot have it. NORMAL may lose the last
 * answers when the power goes, which costs a rescan; without WAL it could damage the file.
 */
export function keepJournal(sqlite: Sqlite, path: string, network = liesOnNetwork(dirname(path))): void {
  const wal = !network && sqlite.pragma('journal_mode = WAL', { simple: true }) === 'wal'
  if (!wal) sqlite.pragma('journal_mode = DELETE')
  sqlite.pragma(`synchronous = ${wal ? 'NORMAL' : 'FULL'}`)
  // Pages that many batches touch are copied into the database once in 16 MiB, not once in 4.
  sqlite.pragma('wal_autocheckpoint = 4096')
  sqlite.pragma('journal_size_limit = 33554432')
}

/** Whether the last writer did not end by itself: its journal lies there still. Only before the database is opened. */
export function endedUncleanly(path: string): boolean {
  return ['-wal', '-journal'].some((end) => (statSync(path + end, { throwIfNoEntry: false })?.size ?? 0) > 0)
}

/** Reads the whole file; about 0.1 s for 100,000 models. */
export function isWhole(sqlite: Sqlite): boolean {
  return sqlite.pragma('quick_check(1)', { simple: true }) === 'ok'
}
