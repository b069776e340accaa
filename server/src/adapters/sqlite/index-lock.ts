import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as v from 'valibot'
import { codedFault, isBusy, isDamage } from './faults.js'
import { moveAside } from './move-aside.js'
import { readText } from './stored-text.js'

const lockFile = 'models.lock'
/** Beside the lock: a locked database cannot be read, and a second handle on it would end the lock with its close (fcntl). */
const holderFile = 'models.holder.json'
const HolderSchema = v.object({
  pid: v.pipe(v.number(), v.integer(), v.minValue(1)),
  what: v.string(),
  since: v.string(),
})

/** `holder`: who writes the index, a few words for people: `process 4711 (greenlight serve, since 2026-01-31T12:00:00.000Z)`. */
export type IndexLock = { readonly ok: true; release(): void } | { readonly ok: false; readonly holder: string }

/**
 * Makes this process the one that may write the index of a state folder. The lock is the operating system's, held through an
 * open transaction: it ends with the process, however that dies, and no clock is asked. `what`: what this process is, for the
 * message that another one prints. Throws ProblemError STATE_FOLDER_UNUSABLE.
 */
export function acquireIndexLock(folder: string, what = 'greenlight'): IndexLock {
  const path = join(folder, lockFile)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const lock = hold(path)
    if (lock === null) return { ok: false, holder: readHolder(folder) }
    writeHolder(folder, what)
    return { ok: true, release: () => void lock.close() }
  } catch (error) {
    throw codedFault(error, path)
  }
}

function hold(path: string): Database.Database | null {
  const lock = new Database(path, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    if (isBusy(error)) return null
    if (!isDamage(error)) throw error
    // Nothing was ever written into it: somebody else did.
    moveAside(path)
    return hold(path)
  }
}

function writeHolder(folder: string, what: string): void {
  const path = join(folder, holderFile)
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, JSON.stringify({ pid: process.pid, what, since: new Date().toISOString() }), {
    mode: 0o600,
    flush: true,
  })
  renameSync(temporary, path)
}

/** The words of the last holder, unless it is gone: then the one that holds the lock has not written its own yet. */
function readHolder(folder: string): string {
  try {
    const holder = readText(HolderSchema, readFileSync(join(folder, holderFile), 'utf8'))
    if (holder !== null && isAlive(holder.pid)) return `process ${holder.pid} (${holder.what}, since ${holder.since})`
  } catch {
    // As good as none.
  }
  return 'another process'
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, and is another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
