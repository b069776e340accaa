import { ProblemError } from '../../problems.js'
import { factsVersion } from '../../core/model-facts.js'
import { endedUncleanly, isWhole, keepJournal, openToWrite, type Sqlite } from './connect.js'
import { codedFault, isPassing } from './faults.js'
import { kyselyOn, migrate, type Migrations, schemaAge } from './migrate.js'
import { moveAside } from './move-aside.js'
import { type Opened, openedOn } from './session.js'

/**
 * Opens the index for its one writer, whole and in today's schema. A file that is damaged, or that no migration brings up to
 * date, is moved aside and begun anew: it is derived, so only time is lost. Rejects with ProblemError INDEX_TOO_NEW (nothing was
 * touched), INDEX_BUSY, INDEX_DAMAGED (it cannot be moved), STATE_FOLDER_UNUSABLE.
 */
export async function openWriter(path: string, known: Migrations): Promise<Opened> {
  try {
    return await openWhole(path, known)
  } catch (error) {
    if (error instanceof ProblemError || isPassing(error)) throw codedFault(error, path)
    setAside(path, error)
  }
  try {
    return await openWhole(path, known)
  } catch (error) {
    throw codedFault(error, path)
  }
}

/** Renames the damaged file; where another program holds it, that is INDEX_DAMAGED too. */
export function setAside(path: string, cause: unknown): void {
  try {
    moveAside(path)
  } catch {
    throw new ProblemError('INDEX_DAMAGED', { path }, { cause })
  }
}

async function openWhole(path: string, known: Migrations): Promise<Opened> {
  const unclean = endedUncleanly(path)
  const sqlite = openToWrite(path)
  try {
    const age = schemaAge(sqlite, known)
    if (age === 'newer') throw new ProblemError('INDEX_TOO_NEW', { path })
    if (unclean && !isWhole(sqlite)) throw new Error('quick_check found damage')
    keepJournal(sqlite, path)
    const db = kyselyOn(sqlite)
    if (age !== 'current') await migrate(db, known)
    forgetOldFacts(sqlite)
    return openedOn(sqlite, db)
  } catch (error) {
    sqlite.close()
    throw error
  }
}

/** Facts that other readers of headers gave count as lacking; an index finds 0 faster than "any but today's". */
function forgetOldFacts(sqlite: Sqlite): void {
  sqlite
    .prepare<[number]>('update contents set facts_version = 0 where facts_version <> ? and facts_version <> 0')
    .run(factsVersion)
}
