import { link, readlink, stat, symlink } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Effect } from '@greenlight/shared/plan-effects'
import { ProblemError } from '../../../problems.js'
import { removeLink } from '../trash.js'
import { isSame, patiently, statusAt, syncParents } from './system.js'

type Link = Omit<Extract<Effect, { do: 'link' }>, 'do'>

/** Whether this very link is there: a second name of the same file, or a symbolic link that says the target. */
export async function isLinked({ path, target, how }: Link): Promise<boolean> {
  const status = await statusAt(path)
  if (status === null) return false
  if (how === 'symbolic') return status.isSymbolicLink() && resolve(await readlink(path)) === resolve(target)
  return isSame(status, await statusAt(target))
}

/** Done already is fine. Rejects with the system's error: EEXIST where something else is, EXDEV for a hard link to another volume. */
export async function makeLink(wanted: Link): Promise<void> {
  const { path, target, how } = wanted
  if (!(await isLinked(wanted))) {
    if (how === 'hard') await patiently(() => link(target, path))
    else await symlink(target, path, await kindOf(target))
  }
  await syncParents(path)
}

/** Removes the link and nothing else: what is no such link any more is refused, for it may be somebody's only copy. */
export async function dropLink(wanted: Link): Promise<void> {
  if ((await statusAt(wanted.path)) !== null) {
    if (!(await isLinked(wanted))) throw new ProblemError('WRITE_REFUSED', { path: wanted.path, because: `it is no link to ${wanted.target} any more` })
    await patiently(() => removeLink(wanted.path))
  }
  await syncParents(wanted.path)
}

/** Windows lets everybody make junctions to folders, but links only with a right that few have. */
async function kindOf(target: string): Promise<'file' | 'junction'> {
  const folder = await stat(target).then((status) => status.isDirectory(), () => false)
  return folder ? 'junction' : 'file'
}
