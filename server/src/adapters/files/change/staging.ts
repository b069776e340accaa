import { mkdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { codeOf } from '../reason.js'
import { ProblemError } from '../../../problems.js'
import { removeEmptyFolder, removeOwnTree } from '../trash.js'
import { isThere, patiently, syncParents, told } from './system.js'
import { mustLieWithin } from './within-roots.js'

/** Folders that plans stage whole node packs in; ComfyUI reads none of that name. */
const folderOfPlan = /^\.greenlight-[0-9A-Za-z]+\.disabled$/
/** A file beside its target; the ten letters are the beginning of the plan's id. */
const part = /^\..*\.[0-9A-Za-z]{10}\.part$/s

/** Whether a path is a staging name of ours: only such things are removed without the trash. */
export function isStaging(path: string): boolean {
  return part.test(basename(path)) || folderOfPlan.test(basename(dirname(path)))
}

/** Makes room under a staging name: what an earlier try left is removed, the plan's own folder is made. TARGET_TAKEN, OUTSIDE_ROOTS, WRITE_REFUSED, DISK_FULL. */
export async function clearStaging(path: string, roots: readonly string[]): Promise<void> {
  await mustLieWithin(path, roots)
  if (!isStaging(path)) throw new ProblemError((await isThere(path)) ? 'TARGET_TAKEN' : 'OUTSIDE_ROOTS', { path })
  const folder = dirname(path)
  const ofPlan = folderOfPlan.test(basename(folder))
  await makeRoom(path, ofPlan ? folder : null).catch((error: unknown) => {
    // A person knows the folder that cannot be written, not our names in it.
    throw told(error, ofPlan ? dirname(folder) : folder)
  })
}

async function makeRoom(path: string, folder: string | null): Promise<void> {
  if (await isThere(path)) await patiently(() => removeOwnTree(path))
  if (folder === null || (await isThere(folder))) return
  // Several packs of one plan are staged at once: whoever comes second finds it made.
  await mkdir(folder).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
  await syncParents(folder)
}

/** Removes what lies under a staging name, and the plan's own folder when it is empty then. Whatever is no staging name is left alone. */
export async function discardStaging(path: string, roots: readonly string[]): Promise<void> {
  if (!isStaging(path)) return
  const folder = dirname(path)
  if (await isThere(path)) {
    await mustLieWithin(path, roots)
    await patiently(() => removeOwnTree(path))
    await syncParents(path)
  }
  if (!folderOfPlan.test(basename(folder)) || !(await isThere(folder))) return
  await mustLieWithin(folder, roots)
  await patiently(() => removeEmptyFolder(folder)).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTEMPTY') throw error
  })
  await syncParents(folder)
}
