import type { Effect } from '@greenlight/shared/plan-effects'
import type { Plan } from '@greenlight/shared/plans'
import type { Begun } from './begun.js'
import { inverseOf } from './inverse-of.js'
import { placesOf } from './places.js'
import { effectOf } from './settle.js'

/** The journal line of `undone` that an effect of its undo plan makes good; null: none is known. */
export function lineCompensated(effect: Effect, undone: Plan, begun: readonly Begun[]): number | null {
  const match = begun.findLast((one) => {
    const original = effectOf(undone, one)
    if (original === undefined || inverseOf(original).do !== effect.do) return false
    return placesOf(inverseOf(original))[0] === placesOf(effect)[0]
  })
  return match?.seq ?? null
}
