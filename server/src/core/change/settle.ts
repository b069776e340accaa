import type { Plan } from '@greenlight/shared/plans'
import type { Begun } from './begun.js'

export type Look = 'after' | 'before' | 'between'

export interface Settlement {
  /** Effects of finished actions: their clean-up is finished, and a line is written where the end is not told yet. */
  readonly finish: readonly Begun[]
  /** Effects to take back, in that order. */
  readonly takeBack: readonly Begun[]
}

/**
 * What a plan needs that was interrupted: an action with all effects done is finished, else its group's effects are taken back in reverse
 * (reliability-security.md 4.2). A group whose begun actions are all finished stays when the plan goes on (`resumes`), and is taken back
 * when the plan ends with a part of the group undone. Folders that were made stay while it goes on: what is prepared may lie in them.
 */
export function settle(plan: Plan, begun: readonly Begun[], looks: ReadonlyMap<Begun, Look>, resumes: boolean): Settlement {
  const finish: Begun[] = []
  const takeBack: Begun[] = []
  for (const group of new Set(plan.actions.map((action) => action.group))) {
    const actions = plan.actions.filter((action) => action.group === group)
    const whole = (id: string, effects: number) => {
      const of = begun.filter(({ action }) => action === id)
      return of.length === effects && of.every((one) => looks.get(one) === 'after')
    }
    const ids = new Set(actions.map(({ id }) => id))
    const touched = begun.filter(({ action }) => ids.has(action))
    const onlyFolders = (id: string) => resumes && begun.every((one) => one.action !== id || effectOf(plan, one)?.do === 'make-folder')
    const settled = actions.every(({ id, effects }) => whole(id, effects.length) || (resumes && (touched.every((one) => one.action !== id) || onlyFolders(id))))
    if (settled) finish.push(...touched.filter((one) => looks.get(one) === 'after'))
    else takeBack.push(...touched)
  }
  return { finish, takeBack: takeBack.reverse() }
}

export function effectOf(plan: Plan, begun: Begun) {
  return plan.actions.find(({ id }) => id === begun.action)?.effects[begun.effect]
}
