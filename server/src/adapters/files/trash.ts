import { randomBytes } from 'node:crypto'
import { cp, lstat, rename, rm, rmdir, unlink } from 'node:fs/promises'
import { codeOf } from './reason.js'
import { openWalls } from './trash/open-walls.js'
import { recordEntry } from './trash/entry.js'

/** The one module that takes things away (law 9): whatever it removes lies in the state folder's trash afterwards. */

/** Moves a file or folder into an entry of its own below `<state>/trash`; across devices it is copied first. Answers where it lies now. */
export async function moveToTrash(path: string, stateFolder: string): Promise<string> {
  await lstat(path)
  const { place } = recordEntry(stateFolder, { from: path, plan: null }, { now: Date.now, randomBytes })
  try {
    await rename(path, place)
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error
    await cp(path, place, { recursive: true, errorOnExist: true, verbatimSymlinks: true, preserveTimestamps: true })
    await rm(path, { recursive: true })
  }
  return place
}

/** Removes a link (or junction) itself; what it points to is not touched. */
export async function removeLink(path: string): Promise<void> {
  await unlink(path)
}

/** Removes a file that Greenlight itself made for its own use: a temp file, the discovery file. Absent is fine. */
export async function removeOwnFile(path: string): Promise<void> {
  await rm(path, { force: true })
}

/**
 * Removes a folder that is Greenlight's own with all below it: one left half made, or an entry of the trash that its owner wants gone.
 * Links below it go, what they point to stays. Absent is fine. It is renamed beside itself first, so that it is whole or gone for who looks
 * by its name; answers false when the rename shows that it is gone already.
 */
export async function removeOwnFolder(path: string): Promise<boolean> {
  const leaving = `${path}${leavingEnd}`
  try {
    await rename(path, leaving)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
  await finishLeaving(leaving)
  return true
}

/** How the name of a folder ends that is being removed: a crash may leave one. */
export const leavingEnd = '.leaving'

/** Goes on with a removal that a crash cut short. */
export async function finishLeaving(path: string): Promise<void> {
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: process.platform === 'win32' ? 5 : 0 })
  try {
    await remove()
  } catch (error) {
    if (codeOf(error) !== 'EACCES' && codeOf(error) !== 'EPERM') throw error
    await openWalls(path)
    await remove()
  }
}

/** Removes a file or folder that Greenlight itself made under a staging name of its own; links below it go, what they point to stays. Absent is fine. */
export async function removeOwnTree(path: string): Promise<void> {
  await finishLeaving(path)
}

/** Removes a folder that is empty. Rejects with the system's ENOTEMPTY or ENOENT. */
export async function removeEmptyFolder(path: string): Promise<void> {
  await rmdir(path)
}
