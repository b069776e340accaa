import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** `code`: holds main.py. `base`: models, node packs and user files only, as ComfyUI Desktop's base path or `--base-directory`. */
export interface FoundRoot {
  readonly root: string
  readonly kind: 'code' | 'base'
}

const portable = 'ComfyUI_windows_portable'

/**
 * The ComfyUI meant by a folder: itself, or the one inside a portable build, a comfy-cli workspace or a Desktop base path.
 * Null when there is none. Looks at a few fixed places and one level of folders, never further.
 */
export async function findComfyuiRoot(folder: string): Promise<FoundRoot | null> {
  const start = resolve(folder)
  const places = [start, join(start, 'ComfyUI'), join(start, portable, 'ComfyUI'), ...(await nextTo(start))]
  for (const kind of ['code', 'base'] as const) {
    for (const root of places) {
      if (await (kind === 'code' ? holdsCode(root) : holdsBase(root))) return { root, kind }
    }
  }
  return null
}

/** Other names that people and builds give it: `ComfyUI-master`, `ComfyUI_windows_portable_amd/ComfyUI`. */
async function nextTo(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => !entry.isFile() && /^comfyui/i.test(entry.name)).map((entry) => entry.name)
  return names
    .sort()
    .slice(0, 20)
    .flatMap((name) => [join(folder, name), join(folder, name, 'ComfyUI')])
}

async function holdsCode(folder: string): Promise<boolean> {
  const marks = ['comfyui_version.py', 'folder_paths.py', 'nodes.py', 'comfy', 'custom_nodes']
  return (await exists(join(folder, 'main.py'))) && (await anyExists(folder, marks))
}

async function holdsBase(folder: string): Promise<boolean> {
  return (
    (await isFolder(join(folder, 'custom_nodes'))) &&
    (await anyExists(folder, ['models', 'user', 'comfyui_version.py']))
  )
}

async function anyExists(folder: string, names: readonly string[]): Promise<boolean> {
  for (const name of names) if (await exists(join(folder, name))) return true
  return false
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
