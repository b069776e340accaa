import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { LeftoverPlaces } from '../../../core/leftover-ports.js'
import { ulidPattern } from '../../../core/ulid.js'
import { inTurn } from '../in-turn.js'
import { finishLeaving, leavingEnd, removeOwnFolder, removeOwnTree } from '../trash.js'
import { measure } from '../trash/measure.js'

export interface LeftoverParts {
  /** The state folder. */
  readonly state: string
  /** custom_nodes folders. */
  readonly packRoots: () => Promise<readonly string[]>
  readonly shelf: LeftoverPlaces['shelf']
  readonly discard: LeftoverPlaces['discard']
}

/** Files and folders that one thing is measured by; what lies beyond counts nothing. */
const mostLooked = 200_000
const staging = /^\.greenlight-([0-9A-Z]{26})\.disabled$/

/** Leftovers of plans on this disk. Removing is for folders that we made ourselves alone. */
export function createLeftoverPlaces({ state, packRoots, shelf, discard }: LeftoverParts): LeftoverPlaces {
  return {
    async measure(path) {
      if ((await lstat(path).catch(() => null)) === null) return null
      return (await measure(path, { left: mostLooked })).bytes
    },
    planFolder: (id) => join(state, 'plans', id),
    async stagings() {
      const found: { path: string; plan: string }[] = []
      for (const root of await packRoots()) {
        for (const name of await readdir(root).catch(() => [])) {
          const plan = staging.exec(name)?.[1]
          if (plan !== undefined && ulidPattern.test(plan)) found.push({ path: join(root, name), plan })
        }
      }
      return found.sort((a, b) => (a.path < b.path ? -1 : 1))
    },
    async shelf() {
      for (const folder of ['shelf', 'uv']) await finishOld(join(state, folder))
      return shelf()
    },
    uvCache: join(state, 'uv', 'cache'),
    remove: (path) => inTurn(path, async () => void (await removeOwnFolder(path))),
    // ComfyUI passes over names that end in `.disabled`, so that this one keeps its name to the end.
    removeStaging: (path) => removeOwnTree(path),
    discard,
  }
}

/** A crash may have cut a removal short. */
async function finishOld(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) if (name.endsWith(leavingEnd)) await finishLeaving(join(folder, name)).catch(() => undefined)
}
