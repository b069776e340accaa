import type { Effect } from '@greenlight/shared/plan-effects'
import type { PlanWarning } from '@greenlight/shared/plans'
import { problem } from '../../problems.js'
import { type Draft, outsideRoots, warningOf } from './draft/draft.js'
import { comparable } from './paths.js'

interface Kept {
  readonly drafts: readonly Draft[]
  readonly warnings: readonly PlanWarning[]
}

/**
 * Takes out what lies outside of the folders that may be changed, and what would change a path that an earlier draft changes already; with
 * it its whole group, and each of it is told.
 */
export function keepApart(drafts: readonly Draft[], roots: readonly string[]): Kept {
  const claimed = new Set<string>()
  const warnings: PlanWarning[] = []
  const kept: Draft[] = []
  const groups = new Map<string, Draft[]>()
  for (const draft of drafts) groups.set(draft.together, [...(groups.get(draft.together) ?? []), draft])
  for (const group of groups.values()) {
    const own = new Set(claimed)
    let fault: PlanWarning | null = null
    for (const draft of group) {
      fault ??= faultOf(draft, roots, own)
      for (const path of draft.action.effects.flatMap(changedBy)) own.add(comparable(path))
    }
    if (fault === null) {
      kept.push(...group)
      for (const path of own) claimed.add(path)
    } else warnings.push(fault, ...leftOutWith(fault, group))
  }
  return { drafts: kept, warnings }
}

/** The rest of a group that cannot be done without the one that is refused. */
export function leftOutWith(refusal: PlanWarning, group: readonly Draft[]): PlanWarning[] {
  const others = new Set(group.filter(({ action }) => action.kind !== 'install-packages').map(({ action }) => action.subject))
  others.delete(refusal.subject ?? '')
  return [...others].map((subject) => ({ ...refusal, message: `${subject} is left out with ${refusal.subject ?? 'another'}. ${refusal.message}`, subject }))
}

function faultOf({ action }: Draft, roots: readonly string[], claimed: ReadonlySet<string>): PlanWarning | null {
  const outside = outsideRoots(action.effects, roots)
  if (outside !== null) return warningOf(problem('OUTSIDE_ROOTS', { path: outside }), action.subject)
  const taken = action.effects.flatMap(changedBy).find((path) => claimed.has(comparable(path)))
  if (taken === undefined) return null
  return { ...warningOf(problem('TARGET_TAKEN', { path: taken }), action.subject), hint: 'Another action of this plan changes it. Make one plan after the other.' }
}

/** A folder that several actions need is made by whichever comes first. */
function changedBy(effect: Effect): string[] {
  if (effect.do === 'move') return [effect.from, effect.to]
  return effect.do === 'link' || effect.do === 'unlink' || effect.do === 'drop-folder' || effect.do === 'queue-pack' ? [effect.path] : []
}
