import type { PlanRun } from '@greenlight/shared/plans'
import type { Door } from '../door.js'

/**
 * Tells open pages how plans go: a change of states at once, bytes as progress of `plan:<id>:<action>`. `onRest`: what a plan has changed
 * is to be read anew, though the plan itself may have asked nobody.
 */
export function createRunTeller(publish: Door['publish'], onRest: () => void) {
  const last = new Map<string, string>()
  return (id: string, run: PlanRun): void => {
    const states = [run.state, ...run.actions.map(({ state }) => state)].join(' ')
    const same = last.get(id) === states
    last.set(id, states)
    if (!same) publish({ kind: 'plan-changed', id, state: run.state })
    if (!same && run.endedAt !== null) onRest()
    for (const { id: action, state, done, total, rate } of run.actions) {
      if (done === undefined || (state !== 'preparing' && state !== 'running')) continue
      publish({ kind: 'progress', job: `plan:${id}:${action}`, done, total: total ?? null, what: 'bytes', ...(rate === undefined ? {} : { rate }) })
    }
  }
}
