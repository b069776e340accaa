import type { Effect } from '@greenlight/shared/plan-effects'
import type { Plan } from '@greenlight/shared/plans'
import type { Begun } from './begun.js'
import { groupsOf } from './run.js'

export type Look = 'after' | 'before' | 'between'

export interface Settlement {
  /** Effects that are done: their clean-up is finished, and a line is written where the end is not told yet. */
  readonly finish: readonly Begun[]
  /** Effects to take back, in that order. */
  readonly takeBack: readonly Begun[]
}

/**
 * What a plan needs that was interrupted and will go on: an action with all effects done is finished, else its group's effects are taken back in
 * reverse (reliability-security.md 4.2). Folders alone that were made stay: what is being prepared may lie in them.
 */
export function settle(plan: Plan, begun: readonly Begun[], looks: ReadonlyMap<Begun, Look>): Settlement {
  const finish: Begun[] = []
  const takeBack: Begun[] = []
  for (const group of groupsOf(plan)) {
    const ids = new Set(group.map(({ id }) => id))
    const touched = begun.filter(({ action }) => ids.has(action))
    const settled = group.every(({ id, effects }) => {
      const own = touched.filter(({ action }) => action === id)
      const whole = own.length === effects.length && own.every((one) => isAfter(one, looks))
      return whole || own.every((one) => effectOf(plan, one)?.do === 'make-folder')
    })
    // A way back that was begun is gone to its end: of a line that says so only its own end may follow.
    if (settled && !touched.some(({ goesBack }) => goesBack === true)) finish.push(...touched.filter((one) => isAfter(one, looks)))
    else takeBack.push(...touched)
  }
  return { finish, takeBack: takeBack.reverse() }
}

/**
 * A line that says that it was done was written after it was on the disk. Looks would tell less: the old folder went to the trash, then the new
 * one took its name.
 */
function isAfter(one: Begun, looks: ReadonlyMap<Begun, Look>): boolean {
  return one.done || looks.get(one) === 'after'
}

/** What is to be taken back of a plan that ends before its time, in that order: all but these groups. */
export function openEffects(plan: Plan, begun: readonly Begun[], keep: ReadonlySet<string>): Begun[] {
  const kept = new Set(plan.actions.filter(({ group }) => keep.has(group)).map(({ id }) => id))
  return begun.filter(({ action }) => !kept.has(action)).reverse()
}

export function effectOf(plan: Plan, begun: Begun): Effect | undefined {
  return plan.actions.find(({ id }) => id === begun.action)?.effects[begun.effect]
}
