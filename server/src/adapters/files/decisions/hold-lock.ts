import { randomBytes } from 'node:crypto'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { removeOwnFile } from '../trash.js'
import { codeOf } from '../reason.js'

/** Milliseconds. A writer holds the lock for a few; one that is older was left behind, wherever its process ran. */
const patience = { wait: 5_000, step: 15, stale: 30_000 }

/** Does `work` while no other process does the same. Rejects with what `work` or the disk rejects with, or LockTaken after 5 seconds. */
export async function holdLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), token: randomBytes(8).toString('hex') })
  const until = Date.now() + patience.wait
  while (!(await take(path, mine))) {
    await breakStale(path)
    if (Date.now() > until) throw new LockTaken()
    await new Promise((resolve) => setTimeout(resolve, patience.step))
  }
  try {
    return await work()
  } finally {
    if ((await readFile(path, 'utf8').catch(() => null)) === mine) await removeOwnFile(path)
  }
}

export class LockTaken extends Error {
  constructor() {
    super('another process is writing it')
    this.name = 'LockTaken'
  }
}

async function take(path: string, mine: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(mine)
    } finally {
      await file.close()
    }
    return true
  } catch (error) {
    // Windows says EPERM while the last holder's file is going away.
    if (codeOf(error) === 'EEXIST' || (process.platform === 'win32' && codeOf(error) === 'EPERM')) return false
    throw error
  }
}

/** Moves a lock aside whose holder is gone. Of two who see it only one can move it; who moved a fresh one by mistake puts it back. */
async function breakStale(path: string): Promise<void> {
  const [seen, found] = await Promise.all([readFile(path, 'utf8').catch(() => null), stat(path).catch(() => null)])
  if (seen === null || found === null || !isStale(seen, Date.now() - found.mtimeMs)) return
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  if (!(await rename(path, aside).then(() => true, () => false))) return
  const moved = await readFile(aside, 'utf8').catch(() => seen)
  if (moved === seen) await removeOwnFile(aside)
  else await rename(aside, path).catch(() => undefined)
}

function isStale(text: string, age: number): boolean {
  if (age > patience.stale) return true
  const holder = parse(text)
  // Not written to its end yet, or of another machine that shares the folder.
  if (holder === null || holder.host !== hostname()) return false
  try {
    process.kill(holder.pid, 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}

function parse(text: string): { readonly pid: number; readonly host: string } | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('host' in value)) return null
    const { pid, host } = value
    return typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0 && typeof host === 'string' ? { pid, host } : null
  } catch {
    return null
  }
}
