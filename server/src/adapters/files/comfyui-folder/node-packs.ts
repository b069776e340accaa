import { type Dirent, type Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { NodePack } from '@greenlight/shared/node-packs'
import type { Problem } from '@greenlight/shared/problem'
import { problem } from '../../../problems.js'
import { codeOf, reasonOf } from '../reason.js'
import { readGitFacts } from './git-facts.js'

interface Listing {
  readonly packs: NodePack[]
  /** When each folder or file was made, by its path, milliseconds since the epoch. */
  readonly made: Map<string, number>
  readonly problems: Problem[]
}

/**
 * Node packs of every custom_nodes folder, sorted by folder, as nodes.py would take them: folders with an `__init__.py`
 * and loose `.py` files run; `X.disabled`, and what lies in `.disabled/`, do not. No Python is run and no git process.
 */
export async function listNodePacks(roots: readonly string[]): Promise<Listing> {
  const listing: Listing = { packs: [], made: new Map(), problems: [] }
  for (const root of roots) await readRoot(root, '', listing)
  listing.packs.sort((a, b) => compare(a.folder, b.folder) || compare(a.path, b.path))
  return listing
}

async function readRoot(root: string, below: string, listing: Listing): Promise<void> {
  const folder = join(root, below)
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      listing.problems.push(problem('FOLDER_UNREADABLE', { path: folder, because: reasonOf(error) }))
    return
  }
  for (const entry of entries) {
    if (below === '' && entry.name === '.disabled') await readRoot(root, '.disabled', listing)
    else if (!entry.name.startsWith('.') && entry.name !== '__pycache__')
      await readEntry(root, below, entry.name, listing)
  }
}

async function readEntry(root: string, below: string, name: string, listing: Listing): Promise<void> {
  const path = join(root, below, name)
  let found: Stats
  try {
    found = await stat(path)
  } catch {
    listing.problems.push(problem('LINK_BROKEN', { path }))
    return
  }
  // A disk that does not keep it says nothing, or the time of the last change instead.
  if (found.birthtimeMs > 0 && found.birthtimeMs < found.ctimeMs) listing.made.set(path, found.birthtimeMs)
  const disabled = below !== '' || name.endsWith('.disabled')
  const folder = below === '' ? name : `${below}/${name}`
  const plain = name.replace(/\.disabled$/, '')
  if (found.isFile() && plain.endsWith('.py')) {
    listing.packs.push({
      folder,
      path,
      id: null,
      title: plain.slice(0, -3),
      repository: null,
      kind: 'file',
      ...stateOf(disabled, null),
    })
  } else if (found.isDirectory()) {
    listing.packs.push(await readPack(path, folder, disabled, listing.problems))
  }
}

async function readPack(path: string, folder: string, disabled: boolean, problems: Problem[]): Promise<NodePack> {
  const [, plain = folder, marked] = /^(?:\.disabled\/)?(.*?)(?:@([^@]*))?(?:\.disabled)?$/.exec(folder) ?? []
  const tracked = await isFile(join(path, '.tracking'))
  const git = await readGitFacts(path)
  // The TOML reader is 15 files: an installation without node packs, and every start, goes without.
  const { readPackMetadata } = await import('./pack-metadata.js')
  const said = await readPackMetadata(path, tracked)
  if (said.fault !== null)
    problems.push(problem('NODE_PACK_UNREADABLE', { path: join(path, 'pyproject.toml'), because: said.fault }))
  const version = said.version ?? versionOf(marked)
  return {
    folder,
    path,
    id: said.id,
    title: said.title ?? plain,
    ...(version === null ? {} : { version }),
    repository: git?.repository ?? said.repository,
    ...(git === null || git.commit === null ? {} : { commit: git.commit }),
    kind: git !== null ? 'git' : tracked ? 'registry' : 'folder',
    ...stateOf(disabled, (await isFile(join(path, '__init__.py'))) ? null : await whyBlocked(path)),
  }
}

function stateOf(disabled: boolean, blocked: string | null): Pick<NodePack, 'state' | 'because'> {
  if (disabled) return { state: 'disabled' }
  return blocked === null ? { state: 'enabled' } : { state: 'blocked', because: blocked }
}

/** ComfyUI loads a folder by its `__init__.py`, packages with `comfy_entrypoint` too. */
async function whyBlocked(path: string): Promise<string> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null)
  if (entries === null) return 'It cannot be read.'
  if (entries.length === 0) return 'It is empty.'
  for (const entry of entries) {
    const deeper = entry.isDirectory() && (await isFile(join(path, entry.name, '__init__.py')))
    if (deeper && entries.length <= 3)
      return `It has no __init__.py: its code lies one folder deeper, in ${entry.name}.`
  }
  return 'It has no __init__.py.'
}

/** ComfyUI-Manager 3 keeps a disabled version as `name@1_2_3`; `@nightly` and `@unknown` are none. */
function versionOf(marked: string | undefined): string | null {
  return marked !== undefined && /^\d/.test(marked) ? marked.replaceAll('_', '.') : null
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
