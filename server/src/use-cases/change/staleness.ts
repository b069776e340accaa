import type { Precondition } from '@greenlight/shared/plan-effects'
import type { Plan, PlanRun } from '@greenlight/shared/plans'
import { placesOf } from '../../core/change/places.js'
import { actionOf, isFinished } from '../../core/change/run.js'
import { ProblemError } from '../../problems.js'
import type { EngineParts } from './engine.js'
import { stagesIn } from './sweep.js'

/** Most differences told in one sentence. */
const most = 5

/** PLAN_STALE with the differences where the world is not as the plan needs it; what its own finished actions changed is left out. */
export async function mustBeFresh({ shower, policy }: EngineParts, plan: Plan, run: PlanRun): Promise<void> {
  const differences: string[] = []
  if ((await policy.read()).digest !== plan.policy) differences.push('your policy was changed')
  differences.push(...(await differencesOf(shower, openConditions(plan, run))))
  if (differences.length === 0) return
  const more = differences.length > most ? ` and ${differences.length - most} more` : ''
  throw new ProblemError('PLAN_STALE', { plan: plan.id, because: differences.slice(0, most).join('; ') + more })
}

/** Just before a group begins: only what it touches itself. */
export async function mustStillHold({ shower }: EngineParts, plan: Plan, run: PlanRun, group: string): Promise<void> {
  const own = new Set(plan.actions.filter((action) => action.group === group).flatMap(({ effects }) => effects.flatMap(placesOf)))
  const differences = await differencesOf(shower, openConditions(plan, run).filter((one) => own.has(placeOf(one))))
  if (differences.length > 0) throw new ProblemError('PLAN_STALE', { plan: plan.id, because: differences.slice(0, most).join('; ') })
}

function openConditions(plan: Plan, run: PlanRun): Precondition[] {
  const done = plan.actions.filter(({ id }) => isFinished(actionOf(run, id)))
  const changed = new Set(done.flatMap(({ effects }) => effects.flatMap(placesOf)))
  // A folder that it makes to stage in may still hold what an earlier try fetched.
  const made = plan.actions.flatMap(({ effects }) => effects.flatMap((effect) => (effect.do === 'make-folder' && stagesIn(plan, effect.path) ? [effect.path] : [])))
  return plan.preconditions.filter((one) => !changed.has(placeOf(one)) && !made.includes(placeOf(one)))
}

function placeOf(condition: Precondition): string {
  return condition.of === 'path' ? condition.path : condition.python
}

async function differencesOf(shower: EngineParts['shower'], conditions: readonly Precondition[]): Promise<string[]> {
  const differences: string[] = []
  for (const condition of conditions) {
    const difference = await shower.differs(condition)
    if (difference !== null) differences.push(difference)
  }
  return differences
}
