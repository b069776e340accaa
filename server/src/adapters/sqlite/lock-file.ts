import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as v from 'valibot'
import { codedFault, isBusy, isDamage } from './faults.js'
import { moveAside } from './move-aside.js'
import { readText } from './stored-text.js'

/** Two processes that take it at the same moment can each keep the other from it: then each tries again at a moment of its own. */
const tries = { most: 5, milliseconds: 8 }

const HolderSchema = v.object({
  pid: v.pipe(v.number(), v.integer(), v.minValue(1)),
  what: v.string(),
  since: v.string(),
})

/** `holder`: a few words for people: `process 4711 (greenlight serve, since 2026-01-31T12:00:00.000Z)`. */
export type HeldLock = { readonly ok: true; release(): void } | { readonly ok: false; readonly holder: string }

/**
 * Takes the lock `<folder>/<name>.lock` for this process. It is the operating system's, held through an open transaction: it
 * ends with the process, however that dies, and no clock is asked. `what`: what this process is, for the message that another one
 * prints; it lies in `<name>.holder.json` beside the lock, because a locked database cannot be read and a second handle on it would end the
 * lock with its close (fcntl). Throws ProblemError STATE_FOLDER_UNUSABLE.
 */
export function acquireLock(folder: string, name: string, what: string): HeldLock {
  const path = join(folder, `${name}.lock`)
  const holderPath = join(folder, `${name}.holder.json`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    let lock = hold(path)
    for (let left = tries.most; lock === null && left > 0; left -= 1) {
      sleep(1 + Math.random() * tries.milliseconds)
      lock = hold(path)
    }
    if (lock === null) return { ok: false, holder: readHolder(holderPath) }
    const held = lock
    try {
      writeHolder(holderPath, what)
    } catch (error) {
      held.close()
      throw error
    }
    return { ok: true, release: () => void held.close() }
  } catch (error) {
    throw codedFault(error, path)
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
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

/** Only by who holds the lock: one name, so that what a killed one left is taken by the next. */
function writeHolder(path: string, what: string): void {
  const temporary = `${path}.tmp`
  writeFileSync(temporary, JSON.stringify({ pid: process.pid, what, since: new Date().toISOString() }), {
    mode: 0o600,
    flush: true,
  })
  renameSync(temporary, path)
}

/** The words of the last holder, unless it is gone: then the one that holds the lock has not written its own yet. */
function readHolder(path: string): string {
  try {
    const holder = readText(HolderSchema, readFileSync(path, 'utf8'))
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
