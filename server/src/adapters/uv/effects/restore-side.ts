import { chmod, mkdir, readdir, rename, symlink } from 'node:fs/promises'
import path from 'node:path'
import { ProblemError } from '../../../problems.js'
import type { Folder } from './folders.js'
import { copyWithTimes, type Entry, isAs, linked, setTime, type Side } from './side.js'
import { codeOf, statusAt, sync } from './system.js'

export interface RestoreParts {
  readonly removeOwnFile: (file: string) => Promise<void>
  readonly removeEmptyFolder: (folder: string) => Promise<void>
}

/**
 * Makes every path of a side what it was: bytes, mode and time. What is so already is not touched; compiled files (`__pycache__`) of its modules
 * that the side does not know go; folders that were not there go when they are empty, the others get their time back. Safe to begin again after
 * a kill at any moment; synced when it resolves.
 */
export async function restoreSide(side: Side, folders: readonly Folder[], keep: string, parts: RestoreParts): Promise<void> {
  const touched = new Set<string>()
  for (const [at, entry] of side.entries()) {
    const folder = path.dirname(entry.path)
    const temporary = path.join(folder, `.greenlight-${at}.tmp`)
    if (await isAs(entry)) {
      await parts.removeOwnFile(temporary)
      continue
    }
    touched.add(folder)
    if (entry.is === 'absent') await removePath(entry.path, parts)
    else {
      await mkdir(folder, { recursive: true })
      await parts.removeOwnFile(temporary)
      await putAside(entry, temporary, keep)
      await rename(temporary, entry.path)
    }
  }
  await removeCompiled(side, parts)
  for (const folder of touched) await sync(folder, 'folder').catch(absentIsFine)
  await settleFolders(folders, parts)
}

async function putAside(entry: Exclude<Entry, { is: 'absent' }>, temporary: string, keep: string): Promise<void> {
  if (entry.is === 'link') return symlink(entry.to, temporary)
  if (entry.kept === null) throw new ProblemError('WRITE_REFUSED', { path: entry.path, because: 'its bytes were not kept' })
  const kept = path.join(keep, ...entry.kept.split('/'))
  if (!(await isAs({ ...entry, path: kept }))) throw new ProblemError('WRITE_REFUSED', { path: entry.path, because: `what was kept of it at ${kept} was changed` })
  if (!(await linked(kept, temporary))) await copyWithTimes(kept, temporary)
}

async function removePath(file: string, { removeOwnFile }: RestoreParts): Promise<void> {
  const status = await statusAt(file)
  if (status === null) return
  if (status.isDirectory()) throw new ProblemError('WRITE_REFUSED', { path: file, because: 'a folder stands there now' })
  await removeOwnFile(file)
}

/** Python compiles modules beside them, and a compiled file of another version's module would only lie about. */
async function removeCompiled(side: Side, { removeOwnFile }: RestoreParts): Promise<void> {
  const known = new Set(side.flatMap((entry) => (entry.is === 'absent' ? [] : [entry.path])))
  const stems = new Map<string, Set<string>>()
  for (const entry of side) {
    if (!entry.path.endsWith('.py')) continue
    const folder = path.join(path.dirname(entry.path), '__pycache__')
    const names = stems.get(folder) ?? new Set()
    stems.set(folder, names.add(path.basename(entry.path, '.py')))
  }
  for (const [folder, names] of stems)
    for (const name of await readdir(folder).catch(() => []))
      if (name.endsWith('.pyc') && names.has(name.split('.')[0] ?? '') && !known.has(path.join(folder, name))) await removeOwnFile(path.join(folder, name))
}

async function settleFolders(folders: readonly Folder[], { removeEmptyFolder }: RestoreParts): Promise<void> {
  const deepestFirst = [...folders].sort((a, b) => b.path.length - a.path.length || (a.path < b.path ? -1 : 1))
  for (const { path: folder, was } of deepestFirst) if (was === null) await removeEmptyFolder(folder).catch(onlyEmpty)
  for (const { path: folder, was } of deepestFirst) {
    if (was === null) continue
    await mkdir(folder, { recursive: true })
    if (process.platform !== 'win32') await chmod(folder, was.mode).catch(() => undefined)
    await setTime(folder, BigInt(was.mtimeNs)).catch(() => undefined)
  }
}

/** Somebody else's files keep a folder. */
function onlyEmpty(error: unknown): void {
  if (!['EEXIST', 'ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EPERM'].includes(codeOf(error))) throw error
}

function absentIsFine(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error
}
