import type { PlanDocument } from '@greenlight/shared/plans'
import { actionsOf } from './progress.js'

/** Whether all that was to be done is done, and nothing waits for a restart, the canvas or a look. `edited`: the canvas has its widgets. */
export function isSettled(document: Pick<PlanDocument, 'plan' | 'run'>, edited: boolean): boolean {
  const { state, restart } = document.run
  if (state !== 'applied') return state === 'verified'
  if (restart) return false
  return actionsOf(document).every(({ action, run }) => run.state === 'verified' || run.state === 'skipped' || (run.state === 'handed' && action.canvas !== undefined && edited))
}
