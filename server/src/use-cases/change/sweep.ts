import type { Plan, PlanRun } from '@greenlight/shared/plans'
import type { Begun } from '../../core/change/begun.js'
import { liesBelow, stagedBy, stagingOf } from '../../core/change/places.js'
import { actionOf, isFinished } from '../../core/change/run.js'
import { effectOf } from '../../core/change/settle.js'
import type { Room } from './room.js'

/**
 * Takes away what a plan that ended staged and will not need. A failed one may be tried again: what it fetched so far stays for that, unless
 * it was shown to be wrong. What cannot be removed now is tried again at the next start.
 */
export async function sweepStaging({ parts }: Room, plan: Plan, run: PlanRun): Promise<void> {
  for (const action of plan.actions) {
    const { problem, ...now } = actionOf(run, action.id)
    const wanted = run.state === 'failed' && !isFinished(now) && problem?.code !== 'RESULT_NOT_SHOWN'
    for (const preparation of stagedBy(action)) {
      if (wanted && preparation.prepare === 'download') continue
      await parts.preparer.discard(preparation).catch(() => undefined)
    }
  }
}

/** Folders that were made early only to stage in, and are empty now. */
export async function sweepFolders({ parts }: Room, plan: Plan, takenBack: readonly Begun[]): Promise<void> {
  for (const begun of takenBack) {
    const effect = effectOf(plan, begun)
    if (effect?.do === 'make-folder' && stagesIn(plan, effect.path)) await parts.disk.takeBack(effect, { signal: new AbortController().signal }).catch(() => undefined)
  }
}

export function stagesIn(plan: Plan, folder: string): boolean {
  return plan.actions.some(({ prepare }) => prepare.some((one) => liesBelow(stagingOf(one), folder)))
}
