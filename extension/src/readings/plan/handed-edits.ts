import type { PlanDocument } from '@greenlight/shared/plans'
import type { WidgetEdit } from '../../stores/host.js'

/** Edits of the canvas that wait for somebody to carry them out, in the order of the plan. */
export function handedEdits({ plan, run }: Pick<PlanDocument, 'plan' | 'run'>): WidgetEdit[] {
  const handed = new Set(run.actions.filter(({ state }) => state === 'handed').map(({ id }) => id))
  return plan.actions.flatMap(({ id, canvas }) => {
    if (canvas === undefined || !handed.has(id)) return []
    const { node, widget, from, to } = canvas
    return [{ node, widget, from, to }]
  })
}
