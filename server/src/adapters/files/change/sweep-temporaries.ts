import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { removeOwnFile } from '../trash.js'

/** Names that `writeAtomically` gives before the rename. */
const temporary = /^\..+\.[0-9a-f]{12}\.tmp$/s

/** Where receipts, plans, approvals and entries of the trash are written; `*`: each folder there, but nothing below what people own. */
const places = [['journal'], ['approvals'], ['plans', '*'], ['plans', '*', 'files'], ['plans', '*', 'diff'], ['trash', '*']]

/** Removes what writers that were killed left half written in the state folder. `before`: milliseconds since the epoch; younger ones may be at work. */
export async function sweepTemporaries(stateFolder: string, before: number): Promise<void> {
  for (const place of places) {
    for (const folder of await foldersAt(stateFolder, place)) {
      for (const name of await namesIn(folder)) {
        const path = join(folder, name)
        if (temporary.test(name) && (await stat(path).then(({ mtimeMs }) => mtimeMs < before, () => false))) await removeOwnFile(path).catch(() => undefined)
      }
    }
  }
}

async function foldersAt(root: string, place: readonly string[]): Promise<string[]> {
  let folders = [root]
  for (const part of place) {
    const next: string[] = []
    for (const folder of folders) next.push(...(part === '*' ? await namesIn(folder) : [part]).map((name) => join(folder, name)))
    folders = next
  }
  return folders
}

/** None where it is no folder. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}
