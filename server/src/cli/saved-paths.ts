import type { SavedWorkflows } from '../core/ports.js'

/** Paths of the installation's saved workflows, sorted. */
export async function savedPaths(place: { saved: SavedWorkflows }): Promise<string[]> {
  return (await place.saved.list()).map(({ path }) => path)
}
