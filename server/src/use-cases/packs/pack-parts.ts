import type { TrashBin } from '../../core/change-ports.js'
import type { PackFolders, PackOnDisk, PackShelf } from '../../core/pack-facts.js'
import { disabledPaths } from '../../core/packs/names-on-disk.js'
import type { AsideFact, PlaceFact } from '../../core/plan/plan-facts.js'
import type { Look } from '../plans/gather/gather-ports.js'
import { placeAt, thereAt } from '../plans/gather/places.js'

/** What is asked to find out everything about a pack. Nothing of it changes what anybody reads. */
export interface PackParts {
  readonly shelf: Pick<PackShelf, 'fetch' | 'texts'>
  readonly folders: PackFolders
  readonly look: Look
  readonly trash: Pick<TrashBin, 'place'>
  /** Node types that a pack registers here, by its absolute path; empty when unknown. */
  readonly typesOf: (path: string) => readonly string[]
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

export interface PackAsking {
  readonly ask: readonly string[]
  readonly signal: AbortSignal
  readonly plan: string
  readonly progress?: (done: number, total: number | null) => void
}

/** Where a pack is put when it is disabled: the first of its names that nothing has. */
export async function disabledPlace({ look, now }: PackParts, pack: PackOnDisk): Promise<PlaceFact> {
  const [first = `${pack.path}.disabled`, ...others] = disabledPaths(pack, Math.floor(now() / 1000))
  let place = await placeAt(look, first)
  for (const path of others) {
    if (place.stamp.is === 'absent') break
    place = await placeAt(look, path)
  }
  return place
}

/** How a pack makes room: into the trash, or, where somebody works on it, under a disabled name beside it (DOCK-25, DOCK-27). */
export async function makeRoom(parts: PackParts, pack: PackOnDisk, how: 'move' | 'trash', plan: string): Promise<AsideFact> {
  const thing = await thereAt(parts.look, pack.path)
  if (how === 'move') {
    const { path, volume, free } = await disabledPlace(parts, pack)
    return { thing, to: { path, volume, free }, as: how }
  }
  const path = parts.trash.place({ from: pack.path, plan })
  return { thing, to: { path, ...(await parts.look.free(path)) }, as: how }
}
