import type { BigIntStats } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { ProblemError } from '../../../problems.js'

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** The coded problem of a failed write; what is coded already, and a signal's reason, stay as they are. */
export function told(error: unknown, path: string): unknown {
  const code = codeOf(error)
  if (error instanceof ProblemError || code === '') return error
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return new ProblemError('DISK_FULL', { path }, { cause: error })
  return new ProblemError('WRITE_REFUSED', { path, because: code }, { cause: error })
}

/** What stands at a path, links not followed; null: nothing. */
export async function statusAt(path: string): Promise<BigIntStats | null> {
  try {
    return await lstat(path, { bigint: true })
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
    throw error
  }
}

/** Bytes of a file, or names of a folder, are safe on the disk when it resolves. Absent is fine; Windows cannot open a folder. */
export async function sync(path: string, kind: 'file' | 'folder'): Promise<void> {
  const windows = process.platform === 'win32'
  if (windows && kind === 'folder') return
  const handle = await open(path, windows ? 'r+' : 'r').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || (kind === 'file' && (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM'))) return null
    throw error
  })
  try {
    await handle?.sync()
  } catch (error) {
    // Some network drives cannot sync at all; any other fault means that nothing is promised.
    if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'ENOTSUP') throw error
  } finally {
    await handle?.close()
  }
}

/** Does work over a list, `atOnce` at a time, in order of the answers. */
export async function eachOf<A, B>(list: readonly A[], atOnce: number, work: (one: A, at: number) => Promise<B>): Promise<B[]> {
  const answers: B[] = []
  for (let at = 0; at < list.length; at += atOnce) answers.push(...(await Promise.all(list.slice(at, at + atOnce).map((one, more) => work(one, at + more)))))
  return answers
}
