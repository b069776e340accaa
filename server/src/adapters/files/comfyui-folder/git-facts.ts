import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { repositoryUrl } from '../../../core/repository.js'
import { safeJoin } from '../safe-join.js'
import { readText } from './read-text.js'

export interface GitFacts {
  /** 40 or 64 hex digits; null before the first commit or where it cannot be told. */
  readonly commit: string | null
  /** `https://github.com/Owner/Name` of the remote `origin`, else of the first remote. */
  readonly repository: string | null
}

/**
 * What a git checkout says of itself, read from its files: no git process. Follows the `.git` file of a worktree or
 * submodule, a branch's own file and packed-refs. Null when the folder is no checkout.
 */
export async function readGitFacts(folder: string): Promise<GitFacts | null> {
  const found = await findGitFolders(folder)
  if (found === null) return null
  const remote = await readRemote(found.shared)
  return { commit: await readCommit(found.own, found.shared), repository: remote === null ? null : repositoryUrl(remote) }
}

/** Where a checkout keeps HEAD, index and logs (`own`), and what its worktrees share: settings, references. Null: no checkout. */
export async function findGitFolders(folder: string): Promise<{ readonly own: string; readonly shared: string } | null> {
  const own = await gitFolder(join(folder, '.git'), folder)
  return own === null ? null : { own, shared: await commonFolder(own) }
}

/** The address of `origin`, else of the first remote, as the settings have it: it may hold a password. */
export async function readRemote(shared: string): Promise<string | null> {
  return remoteOf((await readText(join(shared, 'config'))) ?? '')
}

async function gitFolder(dotGit: string, folder: string): Promise<string | null> {
  const found = await stat(dotGit).catch(() => null)
  if (found === null) return null
  if (found.isDirectory()) return dotGit
  const pointer = /^gitdir:\s*(.+?)\s*$/m.exec((await readText(dotGit, { limit: 4096 })) ?? '')?.[1]
  return pointer === undefined ? null : resolve(folder, pointer)
}

/** A worktree keeps HEAD for itself and shares the rest. */
async function commonFolder(own: string): Promise<string> {
  const common = (await readText(join(own, 'commondir'), { limit: 4096 }))?.trim()
  return common === undefined || common === '' ? own : resolve(own, common)
}

async function readCommit(own: string, shared: string): Promise<string | null> {
  const head = (await readText(join(own, 'HEAD'), { limit: 4096 }))?.trim() ?? ''
  if (isCommit(head)) return head
  const ref = /^ref:\s*(\S.*)$/.exec(head)?.[1]
  if (ref === undefined) return null
  for (const place of new Set([own, shared])) {
    const file = safeJoin(place, ref)
    const text = file === null ? undefined : (await readText(file, { limit: 4096 }))?.trim()
    if (text !== undefined && isCommit(text)) return text
  }
  const packed = (await readText(join(shared, 'packed-refs'), { limit: 8 * 1024 * 1024 })) ?? ''
  const line = packed.split(/\r?\n/).find((one) => one.endsWith(` ${ref}`))
  const commit = line?.slice(0, line.indexOf(' ')) ?? ''
  return isCommit(commit) ? commit : null
}

function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)
}

function remoteOf(config: string): string | null {
  const remotes = new Map<string, string>()
  let name: string | null = null
  for (const line of config.split(/\r?\n/)) {
    const section = /^\s*\[\s*([^\]]*)\]/.exec(line)
    if (section) name = /^remote\s+"(.*)"$/i.exec(section[1] ?? '')?.[1] ?? null
    const url = /^\s*url\s*=\s*"?([^"]*?)"?\s*$/i.exec(line)?.[1]
    if (name !== null && url !== undefined && !remotes.has(name)) remotes.set(name, url)
  }
  return remotes.get('origin') ?? [...remotes.values()][0] ?? null
}
