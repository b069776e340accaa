import { modelRootsOf } from '../../adapters/files/models/roots.js'
import { readUserRoots } from '../../adapters/files/models/user-roots.js'
import type { ModelRoot } from '../../core/model-index.js'
import type { Place } from '../place.js'

/** Every folder tree of models: ComfyUI's and those that the user added. */
export async function rootsOf(place: Pick<Place, 'modelFolders'>, state: string): Promise<ModelRoot[]> {
  const [folders, user] = await Promise.all([place.modelFolders(), readUserRoots(state)])
  return modelRootsOf(folders, user.roots)
}
