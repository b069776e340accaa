import type { BigIntStats, PathLike } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ProblemError } from '../../../problems.js'
import { codeOf, reasonOf } from '../reason.js'

const full = new Set(['EDQUOT', 'EFBIG', 'ENOSPC'])
const taken = new Set(['EEXIST', 'ENOTEMPTY'])

/** Whether a disk, a quota or the longest file of a drive stands in the way. */
export function isFull(error: unknown): boolean {
  return full.has(codeOf(error))
}

/** The coded problem of a failed write at `path`; what is coded already, and a signal's reason, stay as they are. `free`: bytes. */
export function told(error: unknown, path: string, { free }: { readonly free?: number | null } = {}): unknown {
  if (error instanceof ProblemError || codeOf(error) === '') return error
  if (isFull(error)) return new ProblemError('DISK_FULL', { path, ...(free == null ? {} : { free }) }, { cause: error })
  if (taken.has(codeOf(error))) return new ProblemError('TARGET_TAKEN', { path }, { cause: error })
  return new ProblemError('WRITE_REFUSED', { path, because: reasonOf(error) }, { cause: error })
}

const passing = new Set(['EACCES', 'EBUSY', 'EPERM'])

/** Tries again for about a second where Windows says that somebody holds the file: virus scanners look at every fresh one. */
export async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act()
    } catch (error) {
      if (process.platform !== 'win32' || !passing.has(codeOf(error)) || attempt === 7) throw error
      await sleep(10 * 2 ** attempt)
    }
  }
}

/** What stands at a path, links not followed; null: nothing. Numbers of inodes need more than 53 bits on some drives. */
export async function statusAt(path: PathLike): Promise<BigIntStats | null> {
  try {
    return await lstat(path, { bigint: true })
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
    throw error
  }
}

export async function isThere(path: string): Promise<boolean> {
  return (await statusAt(path)) !== null
}

export function isSame(one: BigIntStats | null, other: BigIntStats | null): boolean {
  return one !== null && other !== null && one.ino !== 0n && one.ino === other.ino && one.dev === other.dev
}

/** Names below these folders are safe on the disk when it resolves. Windows cannot open a folder; there renames have to do. */
export async function syncFolders(...folders: readonly string[]): Promise<void> {
  if (process.platform === 'win32') return
  for (const folder of new Set(folders)) await syncOne(folder)
}

export function syncParents(...paths: readonly string[]): Promise<void> {
  return syncFolders(...paths.map((path) => dirname(path)))
}

async function syncOne(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  if (handle === null) return
  // Some network drives cannot sync a folder at all; any other fault means that nothing is promised.
  await using(handle, (file) => file.sync()).catch((error: unknown) => {
    if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'ENOTSUP') throw error
  })
}

export async function using<T>(file: FileHandle, act: (file: FileHandle) => Promise<T>): Promise<T> {
  try {
    return await act(file)
  } finally {
    await file.close()
  }
}
