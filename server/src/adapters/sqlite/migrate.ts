import type BetterSqlite3 from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Tables } from './tables.js'

export type Migrations = Readonly<Record<string, Migration>>

/** `empty`: nothing was ever made in it; `newer`: a migration ran that this program does not know. */
export type SchemaAge = 'current' | 'empty' | 'newer' | 'older'

/** Reads only. Throws SqliteError where the file is no database. */
export function schemaAge(sqlite: BetterSqlite3.Database, known: Migrations): SchemaAge {
  const kept = sqlite.prepare<[], { name: string }>(
    "select name from sqlite_master where type = 'table' and name = 'kysely_migration'",
  )
  if (kept.get() === undefined) return 'empty'
  const run = sqlite
    .prepare<[], { name: string }>('select name from kysely_migration')
    .all()
    .map(({ name }) => name)
  if (run.some((name) => !Object.hasOwn(known, name))) return 'newer'
  return run.length === Object.keys(known).length ? 'current' : 'older'
}

/** Brings the schema up to date; what a failing migration did is undone. Rejects with what the database threw. */
export async function migrate(db: Kysely<Tables>, known: Migrations): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ ...known }) }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error !== undefined) throw error instanceof Error ? error : new Error('a migration failed', { cause: error })
}

export function kyselyOn(sqlite: BetterSqlite3.Database): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) })
}
