import { join } from 'node:path'
import { listShelf } from '../../adapters/shelf/shelf-list.js'
import { hexOf } from '../../adapters/shelf/place.js'
import type { LeftoverPlaces } from '../../core/leftover-ports.js'

/** Packs of the shelf of a state folder, oldest arrivals first. */
export async function shelvedPacks(state: string): ReturnType<LeftoverPlaces['shelf']> {
  const root = join(state, 'shelf')
  return (await listShelf(root)).map(({ shelf, arrived }) => ({ shelf, path: join(root, hexOf(shelf) ?? ''), arrived })).reverse()
}
