import { cp, lstat, mkdir, readFile, realpath, rename, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ProblemError } from '../../problems.js'
import { moveToTrash, removeLink } from './trash.js'

/** What ComfyUI needs of us when links are not allowed. */
const files = ['__init__.py', 'pyproject.toml', 'LICENSE', 'web-dist']
const marker = 'greenlight-copy.json'

export interface PanelPlace {
  /** ComfyUI's folder: the one that holds `custom_nodes`. */
  readonly root: string
  /** This project's folder. */
  readonly project: string
  readonly stateFolder: string
}

/**
 * Puts the panel into `custom_nodes/greenlight`: a link (a junction on Windows, which needs no rights), else a copy that is
 * built beside under a name that ComfyUI skips and then renamed. Twice is once. PANEL_TARGET_TAKEN when something else is there.
 */
export async function installPanel(place: PanelPlace, options: { copy: boolean }): Promise<{ path: string; how: 'link' | 'copy' }> {
  const target = await targetOf(place.root)
  const there = await lookAt(target, place.project)
  if (there === 'link' || there === 'copy') return { path: target, how: there }
  if (there === 'other') throw new ProblemError('PANEL_TARGET_TAKEN', { path: target })
  if (!options.copy && (await tryLink(place.project, target))) return { path: target, how: 'link' }
  const partial = `${target}.partial.disabled`
  if ((await exists(partial)) !== null) await moveToTrash(partial, place.stateFolder)
  await mkdir(partial)
  for (const file of files) {
    await cp(join(place.project, file), join(partial, file), { recursive: true, errorOnExist: true })
  }
  await writeFile(join(partial, marker), `${JSON.stringify({ from: 'greenlight install', files }, null, 2)}\n`)
  await rename(partial, target)
  return { path: target, how: 'copy' }
}

/** Takes out what `installPanel` put there and nothing else; a copy goes to the trash. PANEL_NOT_INSTALLED otherwise. */
export async function removePanel(place: PanelPlace): Promise<{ path: string }> {
  const target = await targetOf(place.root)
  const there = await lookAt(target, place.project)
  if (there === 'link') await removeLink(target)
  else if (there === 'copy') await moveToTrash(target, place.stateFolder)
  else throw new ProblemError('PANEL_NOT_INSTALLED', { path: target })
  return { path: target }
}

async function targetOf(root: string): Promise<string> {
  const packs = join(root, 'custom_nodes')
  const found = await stat(packs).catch(() => null)
  if (found?.isDirectory() !== true) throw new ProblemError('NOT_A_COMFYUI', { path: root })
  return join(packs, 'greenlight')
}

async function lookAt(target: string, project: string): Promise<'nothing' | 'link' | 'copy' | 'other'> {
  const found = await exists(target)
  if (found === null) return 'nothing'
  if (found.isSymbolicLink()) {
    const points = await realpath(target).catch(() => null)
    return points === (await realpath(project)) ? 'link' : 'other'
  }
  const marked = await readFile(join(target, marker), 'utf8').catch(() => null)
  return marked === null ? 'other' : 'copy'
}

async function tryLink(project: string, target: string): Promise<boolean> {
  try {
    await symlink(project, target, process.platform === 'win32' ? 'junction' : 'dir')
    return true
  } catch {
    // Some network shares and FAT drives have no links: a copy does as well.
    return false
  }
}

function exists(path: string) {
  return lstat(path).catch(() => null)
}
