import type { Begun } from '../../core/change/begun.js'
import { effectOf } from '../../core/change/settle.js'
import { takeEffectBack } from './carry-effect.js'
import type { LivePlan, Room } from './room.js'

/**
 * Takes these effects back, in this order. One that cannot be does not keep the others from it; the first reason is thrown at the end, and
 * the journal still has that effect as begun.
 */
export async function takeBackAll({ parts }: Room, { plan, actor }: Pick<LivePlan, 'actor' | 'plan'>, effects: readonly Begun[]): Promise<void> {
  const failures: unknown[] = []
  for (const begun of effects) {
    const action = plan.actions.find(({ id }) => id === begun.action)
    const effect = effectOf(plan, begun)
    if (action === undefined || effect === undefined) continue
    await takeEffectBack(parts, { plan, action, effect, at: begun.effect, actor }, begun, { signal: new AbortController().signal }).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}
