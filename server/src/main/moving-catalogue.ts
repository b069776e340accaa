import type { Catalogue } from '../core/ports.js'
import type { Place } from './place.js'

/** The catalogue of wherever the place is now; one stays open, with what it read, while its folders are the same. */
export function movingCatalogue(
  place: Place,
  findFolders: (place: Place) => Promise<readonly string[]>,
  open: (folders: readonly string[]) => Catalogue,
): Catalogue {
  let current: { key: string; catalogue: Catalogue } | null = null
  async function here(): Promise<Catalogue> {
    const folders = await findFolders(place)
    const key = folders.join('\n')
    if (current?.key !== key) current = { key, catalogue: open(folders) }
    return current.catalogue
  }
  return {
    lookUp: async (types, ids, models) => (await here()).lookUp(types, ids, models),
    status: async () => (await here()).status(),
  }
}
