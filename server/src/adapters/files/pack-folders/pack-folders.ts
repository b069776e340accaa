import { lstat, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { NodePack } from '@greenlight/shared/node-packs'
import type { PackFolders, PackOnDisk } from '../../../core/pack-facts.js'
import { listNodePacks } from '../comfyui-folder/node-packs.js'
import { readGitState } from './git-state.js'
import { isChangedSinceTracked } from './tracked-files.js'

/** A file of this name, whatever it holds, says: somebody works on this pack. */
const marker = '.greenlight-development'

export interface PackFoldersOptions {
  /** Every custom_nodes folder, absolute, in ComfyUI's order. */
  readonly roots: readonly string[]
  /** Folders that somebody works on, absolute: theirs, as the user says. */
  readonly development?: readonly string[]
}

/**
 * Node packs below the custom_nodes folders with where each came from and whether it was changed since. A pack is of the kind
 * `development` where it is a link, has a `.greenlight-development` file, is named by the user, or is a git checkout without
 * a remote, with changes, or at a commit made here. Reads files only: no git, no Python.
 */
export function createPackFolders({ roots, development = [] }: PackFoldersOptions): PackFolders {
  return {
    roots,
    async list() {
      const named = new Set(await Promise.all(development.map(realPath)))
      const { packs, problems } = await listNodePacks(roots)
      const listed: PackOnDisk[] = []
      // One after the other: thousands of files at once gain nothing on one disk.
      for (const pack of packs) listed.push(await readPack(pack, roots, named))
      return { packs: listed, problems }
    },
  }
}

async function readPack(pack: NodePack, roots: readonly string[], named: ReadonlySet<string>): Promise<PackOnDisk> {
  const { folder, path, id, version, repository, kind } = pack
  const commit = pack.commit ?? null
  const git = kind === 'git' ? await readGitState(path, commit) : null
  const changed = git !== null ? git.changed : kind === 'registry' ? await isChangedSinceTracked(path) : null
  const worked = git !== null && (git.remote === null || git.changed === true || git.ownCommit)
  const development = worked || (await exists(join(path, marker))) || named.has(await realPath(path)) || (await isLink(path))
  const below = folder.startsWith('.disabled/')
  return {
    folder,
    path,
    root: roots.find((root) => join(root, folder) === path) ?? path.slice(0, -folder.length - 1),
    state: pack.state === 'disabled' ? 'disabled' : 'enabled',
    spelling: below ? 'below' : pack.state === 'disabled' ? 'suffix' : null,
    source: development ? 'development' : kind,
    id: git?.registryId ?? id,
    version: version ?? null,
    repository: repository ?? git?.remote ?? null,
    commit,
    changed,
  }
}

function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => path)
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** Junctions of Windows are links too. */
function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  )
}
