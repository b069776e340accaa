import { join } from 'node:path'
import type { Place } from '../place.js'

/** The folders below which plans may change something: models, node packs, saved workflows. Whatever lies outside is refused. */
export async function writableRoots(place: Pick<Place, 'locations'>): Promise<string[]> {
  const found = await place.locations()
  if (found === null) return []
  const models = [...found.modelFolders.values()].flatMap(({ roots }) => roots)
  return [...new Set([...models, ...found.customNodes, join(found.user, 'default', 'workflows'), found.user])].sort()
}
