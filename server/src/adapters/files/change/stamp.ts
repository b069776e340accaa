import { readdir, readlink, stat } from 'node:fs/promises'
import type { Stamp } from '@greenlight/shared/plan-effects'
import { statusAt } from './system.js'
import { digestTree, hashFile, isChurn, walkTree } from './tree.js'

/** What is at a path, links not followed. A folder is read whole. Rejects with the system's error where it cannot be looked at. */
export async function stampOf(path: string): Promise<Stamp> {
  const status = await statusAt(path)
  if (status === null) return { is: 'absent' }
  if (status.isSymbolicLink()) return { is: 'link', target: await readlink(path) }
  if (status.isDirectory()) return { is: 'folder', digest: await digestTree(path) }
  return status.isFile() ? { is: 'file', size: Number(status.size), modifiedMs: Number(status.mtimeNs / 1_000_000n) } : { is: 'other' }
}

/** More files than this below one folder are not told one by one. */
const most = 2000

/** The file at `path`, or the files below the folder there, with what is in them; null: too many, or nothing that can be read. */
export async function filesAt(path: string): Promise<{ path: string; size: number; sha256: string }[] | null> {
  const status = await statusAt(path)
  if (status === null || (!status.isDirectory() && !status.isFile())) return null
  if (status.isFile()) return [{ path, size: Number(status.size), sha256: await hashFile(path) }]
  const files: { path: string; size: number; sha256: string }[] = []
  for await (const twig of walkTree(path)) {
    if (twig.kind !== 'file' || isChurn(twig.name)) continue
    if (files.length === most) return null
    files.push({ path: twig.path, size: (await stat(twig.path)).size, sha256: await hashFile(twig.path) })
  }
  return files
}

/** Names directly below a folder, sorted; none where there is no folder. */
export async function namesBelow(path: string): Promise<string[]> {
  const status = await statusAt(path)
  return status?.isDirectory() === true ? (await readdir(path)).sort() : []
}
