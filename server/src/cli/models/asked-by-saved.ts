import { openKnower } from '../../main/models/open-knower.js'
import { checkPaths } from '../../use-cases/check.js'
import { savedPaths } from '../saved-paths.js'
import type { SubCall } from './sub.js'

/** Files whose hash the saved workflows ask about: those of the name, and where it is nowhere, those that may be it. */
export async function askedBySaved({ world, place, terminal }: SubCall): Promise<string[]> {
  const wanted = new Set<string>()
  const models = openKnower({ state: world.state, want: (paths) => paths.forEach((path) => wanted.add(path)) })
  try {
    const installed = await place.read({ signal: terminal.signal })
    await checkPaths({ ...world.portsFor(place), models }, installed, { paths: await savedPaths(place), signal: terminal.signal })
  } finally {
    await models.close()
  }
  return [...wanted].sort()
}
