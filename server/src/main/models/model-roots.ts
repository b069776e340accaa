import type { IndexStatus } from '@greenlight/shared/models'
import { modelRootsOf } from '../../adapters/files/models/roots.js'
import { readUserRoots } from '../../adapters/files/models/user-roots.js'
import type { ModelRoot } from '../../core/model-index.js'
import type { Place } from '../place.js'

/** Every folder tree of models: ComfyUI's and those that the user added. */
export async function rootsOf(place: Pick<Place, 'modelFolders'>, state: string): Promise<ModelRoot[]> {
  const [folders, user] = await Promise.all([place.modelFolders(), readUserRoots(state)])
  return modelRootsOf(folders, user.roots)
}

/** What the index says of itself, with the lines of the user's own list that name no folder. */
export async function statusWithRoots(state: string, status: Promise<IndexStatus>): Promise<IndexStatus> {
  const [told, { problems }] = await Promise.all([status, readUserRoots(state)])
  return { ...told, problems: [...problems, ...told.problems] }
}
