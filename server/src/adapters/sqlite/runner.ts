import type { CompiledQuery } from 'kysely'
import type { Sqlite } from './connect.js'

interface Compilable<O> {
  compile(): CompiledQuery<O>
}

/**
 * Runs what Kysely builds at once and in place, so that several queries see one state of the database. Each call prepares
 * anew, about 20 microseconds: never in a loop over rows.
 */
export interface Runner {
  all<O>(query: Compilable<O>): O[]
  run(query: Compilable<unknown>): void
}

export function createRunner(sqlite: Sqlite): Runner {
  return {
    all<O>(query: Compilable<O>) {
      const { sql, parameters } = query.compile()
      return sqlite.prepare<unknown[], O>(sql).all(...parameters)
    },
    run(query) {
      const { sql, parameters } = query.compile()
      sqlite.prepare<unknown[]>(sql).run(...parameters)
    },
  }
}
