import type { PlanDocument } from '@greenlight/shared/plans'
import type { WidgetEdit } from '../../stores/host.js'

/**
 * Edits of the canvas that a plan hands on, in its order. `shown` also takes those of a run that is over: the sidecar believes
 * them done as soon as all that it can look at holds, which may be before the page has heard of them.
 */
export function handedEdits({ plan, run }: Pick<PlanDocument, 'plan' | 'run'>, shown = false): WidgetEdit[] {
  const handed = new Set(run.actions.filter(({ state }) => state === 'handed' || (shown && state === 'verified')).map(({ id }) => id))
  return plan.actions.flatMap(({ id, canvas }) => {
    if (canvas === undefined || !handed.has(id)) return []
    const { node, widget, from, to } = canvas
    return [{ node, widget, from, to }]
  })
}
