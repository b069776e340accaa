import type { Tier } from '@greenlight/shared/api'
import { ProblemError } from '../problems.js'
import type { InstallationWatch, Snapshot } from '../use-cases/watch-installation.js'

interface Parts {
  readonly watch: Pick<InstallationWatch, 'get' | 'refresh'>
  /** Whether the demo is looked at: a panel inside a real ComfyUI must not be judged against it. */
  readonly isDemo: () => boolean
}

/**
 * Facts to answer this caller by. Only ComfyUI's own page comes with the panel's tier, so one does run: facts that know of none are read anew,
 * and if they still do not, COMFYUI_NOT_FOUND.
 */
export function createSnapshotFor({ watch, isDemo }: Parts) {
  const nowhere = ({ installed: { root, objectInfo } }: Snapshot) => isDemo() || (root === null && objectInfo === 'none')
  return async (tier: Tier, fresh?: boolean): Promise<Snapshot> => {
    const snapshot = await watch.get(fresh)
    if (tier !== 'panel' || !nowhere(snapshot)) return snapshot
    const again = await watch.refresh()
    if (nowhere(again)) throw new ProblemError('COMFYUI_NOT_FOUND', { says: isDemo() ? undefined : again.installed.problems[0]?.message })
    return again
  }
}
