import path from 'node:path'
import type { ModelRoot, RootFolder } from '../../../core/model-index.js'
import type { Locations } from '../comfyui-folder/locations.js'

/**
 * Every root that is walked: those of ComfyUI's model folders in their order, each once whoever lists it, then the user's own
 * that are none of these. Roots may lie in one another: their files then have two names and one content.
 */
export function modelRootsOf(
  { modelFolders }: Pick<Locations, 'modelFolders'>,
  userRoots: readonly string[],
  platform: NodeJS.Platform = process.platform,
): ModelRoot[] {
  const roots = new Map<string, { path: string; from: ModelRoot['from']; folders: RootFolder[] }>()
  for (const [name, { roots: paths, accepts }] of modelFolders) {
    for (const one of paths) {
      const key = keyOf(one, platform)
      const root = roots.get(key) ?? { path: one, from: 'comfyui', folders: [] }
      if (!root.folders.some((folder) => folder.name === name)) root.folders.push({ name, accepts })
      roots.set(key, root)
    }
  }
  for (const one of userRoots) {
    const key = keyOf(one, platform)
    if (!roots.has(key)) roots.set(key, { path: one, from: 'user', folders: [] })
  }
  return [...roots.values()]
}

/** Two spellings of one path: a slash at the end, `..` on the way, any case on Windows. */
export function keyOf(one: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? path.win32.resolve(one).toLowerCase() : path.posix.resolve(one)
}
