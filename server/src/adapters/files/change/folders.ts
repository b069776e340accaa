import { mkdir } from 'node:fs/promises'
import { ProblemError } from '../../../problems.js'
import { codeOf } from '../reason.js'
import { removeEmptyFolder } from '../trash.js'
import { patiently, statusAt, syncParents } from './system.js'

export async function isFolder(path: string): Promise<boolean> {
  return (await statusAt(path))?.isDirectory() === true
}

/** A folder that is there already is fine. */
export async function makeFolder(path: string): Promise<void> {
  if (!(await isFolder(path))) await mkdir(path)
  await syncParents(path)
}

/** For one that was made and is not wanted after all; it stays where others have put something in. */
export async function unmakeFolder(path: string): Promise<void> {
  await dropFolder(path).catch(async (error: unknown) => {
    if (!(await isFolder(path))) throw error
  })
}

/** One that is gone already is fine; one that holds something is WRITE_REFUSED. */
export async function dropFolder(path: string): Promise<void> {
  try {
    if (await isFolder(path)) await patiently(() => removeEmptyFolder(path))
    else if ((await statusAt(path)) !== null) throw new ProblemError('WRITE_REFUSED', { path, because: 'it is no folder' })
  } catch (error) {
    if (codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST') throw new ProblemError('WRITE_REFUSED', { path, because: 'it is not empty' }, { cause: error })
    if (codeOf(error) !== 'ENOENT') throw error
  }
  await syncParents(path)
}
