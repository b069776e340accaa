import type { PlanRun } from '@greenlight/shared/plans'
import type { Door } from '../door.js'

/** Tells open pages how plans go: a change of states at once, bytes as progress of `plan:<id>:<action>`. */
export function createRunTeller(publish: Door['publish']) {
  const last = new Map<string, string>()
  return (id: string, run: PlanRun): void => {
    const states = [run.state, ...run.actions.map(({ state }) => state)].join(' ')
    if (last.get(id) !== states) publish({ kind: 'plan-changed', id, state: run.state })
    last.set(id, states)
    for (const { id: action, state, done, total, rate } of run.actions) {
      if (done === undefined || (state !== 'preparing' && state !== 'running')) continue
      publish({ kind: 'progress', job: `plan:${id}:${action}`, done, total: total ?? null, what: 'bytes', ...(rate === undefined ? {} : { rate }) })
    }
  }
}
