import { link, rename } from 'node:fs/promises'
import { codeOf } from '../reason.js'
import { removeLink } from '../trash.js'
import { entryNamed } from './one-entry.js'
import { isSame, isThere, patiently, statusAt, syncParents } from './system.js'

/** What a file system says that has no hard links, or lets this user make none. */
const linkless = new Set(['EMLINK', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EINVAL'])

/**
 * Moves within one volume; done already is fine. A file gets its new name before it loses the old one, so that the system itself refuses
 * a name that is taken. Folders, links and drives without hard links are looked at and renamed: whoever makes an empty folder, a link or (on such
 * drives) a file of that name in the microseconds between loses it. Rejects with the system's error: EEXIST, EXDEV, ENOENT ...
 */
export async function moveHere(from: string, to: string): Promise<void> {
  const [source, target] = [await statusAt(from), await statusAt(to)]
  if (source === null && target !== null) return
  if (target !== null && !isSame(source, target)) throw taken(to)
  if (target !== null) {
    const spelt = await entryNamed(from, to)
    if (spelt === 'from') await patiently(() => rename(from, to))
    else if (spelt === null) await patiently(() => removeLink(from))
  } else if (source?.isFile() !== true || !(await movesByLink(from, to))) {
    if (await isThere(to)) throw taken(to)
    await patiently(() => rename(from, to))
  }
  await syncParents(to, from)
}

async function movesByLink(from: string, to: string): Promise<boolean> {
  try {
    await patiently(() => link(from, to))
  } catch (error) {
    if (linkless.has(codeOf(error))) return false
    throw error
  }
  await syncParents(to)
  await patiently(() => removeLink(from))
  return true
}

function taken(path: string): Error {
  return Object.assign(new Error(`EEXIST: ${path}`), { code: 'EEXIST' })
}
