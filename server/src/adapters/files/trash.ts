import { randomBytes } from 'node:crypto'
import { cp, mkdir, rename, rm, rmdir, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** The one module that takes things away (law 9): whatever it removes lies in the state folder's trash afterwards. */

/** Moves a file or folder into `<state>/trash`; across devices it is copied first. Answers where it lies now. */
export async function moveToTrash(path: string, stateFolder: string): Promise<string> {
  const folder = join(stateFolder, 'trash')
  await mkdir(folder, { recursive: true })
  const target = join(folder, `${randomBytes(6).toString('hex')}-${basename(path)}`)
  try {
    await rename(path, target)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error
    await cp(path, target, { recursive: true, errorOnExist: true })
    await rm(path, { recursive: true })
  }
  return target
}

/** Removes a link (or junction) itself; what it points to is not touched. */
export async function removeLink(path: string): Promise<void> {
  await unlink(path)
}

/** Removes a file that Greenlight itself made for its own use: a temp file, the discovery file. Absent is fine. */
export async function removeOwnFile(path: string): Promise<void> {
  await rm(path, { force: true })
}

/** Removes a folder that Greenlight itself made for its own use, with all that it put in; links in it are removed, never followed. Absent is fine. */
export async function removeOwnTree(path: string): Promise<void> {
  await rm(path, { force: true, recursive: true, maxRetries: 3 })
}

/** Removes a folder that is empty. Rejects with the system's ENOTEMPTY or ENOENT. */
export async function removeEmptyFolder(path: string): Promise<void> {
  await rmdir(path)
}
