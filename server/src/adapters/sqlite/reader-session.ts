import { statSync } from 'node:fs'
import type { Problem } from '@greenlight/shared/problem'
import { problem, ProblemError } from '../../problems.js'
import { openToRead } from './connect.js'
import { codedFault, isDamage } from './faults.js'
import { kyselyOn, type Migrations, schemaAge } from './migrate.js'
import { type Opened, openedOn, type Session } from './session.js'

/**
 * Reads whatever index lies at `path` at each call: none yet, one that a writer has just made, or another in its place. It
 * makes and mends nothing. Where there is none, or it cannot be read, answers are empty; `fault` says why.
 */
export function createReaderSession(path: string, known: Migrations): Session {
  let open: { readonly identity: string; readonly opened: Opened } | null = null
  let fault: Problem | null = null

  function drop(): void {
    open?.opened.sqlite.close()
    open = null
  }

  function current(): Opened | null {
    const there = statSync(path, { throwIfNoEntry: false })
    const identity = there === undefined ? '' : `${there.dev}:${there.ino}`
    if (open !== null && open.identity !== identity) drop()
    fault = null
    if (open === null && there !== undefined) {
      const opened = openCurrent()
      if (opened !== null) open = { identity, opened }
    }
    return open?.opened ?? null
  }

  function openCurrent(): Opened | null {
    const sqlite = openToRead(path)
    try {
      const age = schemaAge(sqlite, known)
      if (age === 'current') return openedOn(sqlite, kyselyOn(sqlite))
      // A writer brings an older one up to date.
      if (age === 'newer') fault = problem('INDEX_TOO_NEW', { path })
      sqlite.close()
      return null
    } catch (error) {
      sqlite.close()
      throw error
    }
  }

  return {
    read: async (empty, ask) => {
      try {
        const opened = current()
        return opened === null ? empty : opened.sqlite.transaction(() => ask(opened))()
      } catch (error) {
        drop()
        const coded = codedFault(error, path)
        if (!isDamage(error) || !(coded instanceof ProblemError)) throw coded
        fault = coded.problem
        return empty
      }
    },
    fault: () => fault,
    close: async () => drop(),
  }
}
