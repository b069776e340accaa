import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { lstat, readdir, readFile, readlink, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { findGitFolders, readRemote } from '../comfyui-folder/git-facts.js'
import { readText } from '../comfyui-folder/read-text.js'
import { safeJoin } from '../safe-join.js'
import { type IndexEntry, readGitIndex } from './git-index.js'

export interface GitState {
  /** Tracked files were changed, or something is staged; null: cannot be told. Files that git does not know do not count. */
  readonly changed: boolean | null
  /** The commit was made here and no remote is known to have it. */
  readonly ownCommit: boolean
  /** As the settings have it, without user and password; null: none. */
  readonly remote: string | null
  /** What ComfyUI-Manager keeps in `.git/.cnr-id`. */
  readonly registryId: string | null
}

/** Bytes hashed for one pack where times do not tell; above them the answer is "cannot tell". */
const mostHashed = 32 * 1024 * 1024
const atOnce = 32
const mostIndex = 32 * 1024 * 1024

/** What a checkout tells by its files alone: no git process, no hooks, no filters. Null: no checkout. Costs one lstat for each tracked file. */
export async function readGitState(folder: string, commit: string | null): Promise<GitState | null> {
  const found = await findGitFolders(folder)
  if (found === null) return null
  const remote = await readRemote(found.shared)
  const registryId = (await readText(join(found.own, '.cnr-id'), { limit: 400 }))?.trim().toLowerCase() ?? ''
  return {
    changed: await isChanged(folder, found.own),
    ownCommit: commit !== null && !(await isKnownOutside(found.shared, commit)) && (await wasMadeHere(found.own, commit)),
    remote: remote === null ? null : remote.replace(/\/\/[^/@]*@/, '//'),
    registryId: /^[a-z0-9][a-z0-9._-]{0,99}$/.test(registryId) ? registryId : null,
  }
}

async function isChanged(folder: string, own: string): Promise<boolean | null> {
  const path = join(own, 'index')
  const found = await stat(path).catch(() => null)
  if (found === null || found.size > mostIndex) return null
  const index = await readFile(path).then(readGitIndex, () => null)
  if (index === null) return null
  const filters = /\b(?:filter|ident|working-tree-encoding)\b/.test((await readText(join(folder, '.gitattributes'))) ?? '')
  let left = mostHashed
  let unsure = !index.settled
  if (index.entries.some((entry) => entry.unsettled)) return true
  const watched = index.entries.filter((entry) => !entry.unwatched && entry.kind !== 'other')
  const judge = async (entry: IndexEntry) => {
    const looked = await look(folder, entry, Math.floor(found.mtimeMs / 1000))
    if (typeof looked === 'string') return looked
    left -= looked.bytes
    if (left < 0) return 'unsure'
    return (await holdsBlob(looked.path, entry)) ? 'same' : filters ? 'unsure' : 'changed'
  }
  for (let at = 0; at < watched.length; at += atOnce) {
    const judged = await Promise.all(watched.slice(at, at + atOnce).map(judge))
    if (judged.includes('changed')) return true
    if (judged.includes('unsure')) unsure = true
  }
  return unsure ? null : false
}

/** By size and time, as git does; what was written in the second of the index or later must be hashed ("racy"). */
async function look(folder: string, entry: IndexEntry, written: number): Promise<'changed' | 'same' | { path: string; bytes: number }> {
  const path = safeJoin(folder, entry.path)
  if (path === null) return 'same'
  const found = await lstat(path).catch(() => null)
  if (found === null || !(found.isFile() || found.isSymbolicLink())) return 'changed'
  if (entry.size !== 0 && found.size % 2 ** 32 !== entry.size) return 'changed'
  const seconds = Math.floor(found.mtimeMs / 1000)
  const sameTime = seconds === entry.seconds && (entry.nanoseconds === 0 || Math.abs(entry.nanoseconds / 1e6 - (found.mtimeMs - seconds * 1000)) < 1)
  return sameTime && entry.size !== 0 && seconds < written ? 'same' : { path, bytes: found.size }
}

async function holdsBlob(path: string, { blob, kind }: IndexEntry): Promise<boolean> {
  const found = await lstat(path).catch(() => null)
  const bytes = found?.isSymbolicLink() === true ? Buffer.from(await readlink(path).catch(() => '')) : await readFile(path).catch(() => null)
  if (bytes === null) return false
  if (blobOf(bytes) === blob) return true
  // Checked out with Windows line ends: git keeps LF.
  return kind === 'file' && bytes.includes('\r\n') && blobOf(Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')) === blob
}

function blobOf(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** A remote's branch or a tag stands at this commit. */
async function isKnownOutside(shared: string, commit: string): Promise<boolean> {
  const packed = (await readText(join(shared, 'packed-refs'), { limit: 8 * 1024 * 1024 })) ?? ''
  if (packed.split(/\r?\n/).some((line) => line.startsWith(`${commit} refs/remotes/`) || line.startsWith(`${commit} refs/tags/`) || line === `^${commit}`)) return true
  const pending = [join(shared, 'refs', 'remotes'), join(shared, 'refs', 'tags'), join(shared, 'FETCH_HEAD')]
  for (let looked = 0; pending.length > 0 && looked < 5000; looked++) {
    const path = pending.pop() ?? ''
    const entries = await readdir(path, { withFileTypes: true }).catch(() => null as Dirent[] | null)
    if (entries !== null) pending.push(...entries.map((entry) => join(path, entry.name)))
    else if (((await readText(path, { limit: 65_536 })) ?? '').split(/\s+/).includes(commit)) return true
  }
  return false
}

/** The log of HEAD says by which command it came to a commit. */
async function wasMadeHere(own: string, commit: string): Promise<boolean> {
  const log = (await readText(join(own, 'logs', 'HEAD'), { limit: 4 * 1024 * 1024, tail: true })) ?? ''
  return log.split(/\r?\n/).some((line) => {
    const [who = '', message = ''] = line.split('\t')
    return who.split(' ')[1] === commit && (/^(?:commit|cherry-pick|revert|am\b|rebase)/.test(message) || /^(?:merge|pull)\b.*: Merge made/.test(message))
  })
}
