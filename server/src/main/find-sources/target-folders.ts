import { join } from 'node:path'
import { canonicalFolder } from '../../core/facts/model-folders.js'
import { readsAlike } from '../../core/readiness/models/model-index.js'
import type { Place } from '../place.js'

/** The folder of this disk into which a file of a model folder goes; null where nothing tells it. */
export type TargetFolder = (directory: string | null) => string | null

/** Where ComfyUI itself would put it: the root that bears the folder's name, else the first; a folder that a pack has still to add lies below `models`. */
export async function targetFolders(place: Pick<Place, 'modelFolders' | 'root'>): Promise<TargetFolder> {
  const { modelFolders } = await place.modelFolders()
  return (directory) => {
    const folder = directory === null ? null : canonicalFolder(directory)
    if (folder === null) return null
    const [own, ...alike] = [folder, ...readsAlike(folder)].map((name) => modelFolders.get(name)?.roots ?? [])
    const roots = own !== undefined && own.length > 0 ? own : alike.flat()
    const ends = roots.find((path) => path.replaceAll('\\', '/').endsWith(`/${folder}`))
    return (
      ends ??
      roots[0] ??
      (place.root === null ? null : join(place.root, 'models', ...folder.split('/').filter((part) => part !== '..')))
    )
  }
}
