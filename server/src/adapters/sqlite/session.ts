import type { Problem } from '@greenlight/shared/problem'
import type { Kysely } from 'kysely'
import type { Sqlite } from './connect.js'
import { prepareReading, type ReadingStatements } from './reading-statements.js'
import { selectRoots } from './queries.js'
import { readFolders, type StoredRoot } from './roots.js'
import { createRunner, type Runner } from './runner.js'
import type { Tables } from './tables.js'

/** One open database with its prepared questions. */
export interface Opened {
  readonly sqlite: Sqlite
  readonly db: Kysely<Tables>
  readonly run: Runner
  readonly hot: ReadingStatements
  /** As they are in the running transaction, in their order. */
  roots(): StoredRoot[]
}

/** Where questions are asked: a reader's database may come, go and be replaced while it lives. */
export interface Session {
  /** One transaction: whatever `ask` reads is of one state. `empty` where there is no index. Rejects with ProblemError. */
  read<T>(empty: T, ask: (on: Opened) => T): Promise<T>
  /** What stands in the way of reading; null: nothing. */
  fault(): Problem | null
  close(): Promise<void>
}

export function openedOn(sqlite: Sqlite, db: Kysely<Tables>): Opened {
  const run = createRunner(sqlite)
  const roots = sqlite.prepare<[], { id: number; path: string; folders: string }>(selectRoots(db).compile().sql)
  return {
    sqlite,
    db,
    run,
    hot: prepareReading(sqlite, db),
    roots: () => roots.all().map(({ id, path, folders }) => ({ id, path, folders: readFolders(folders) })),
  }
}
