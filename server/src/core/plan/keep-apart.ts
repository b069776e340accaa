import type { Effect } from '@greenlight/shared/plan-effects'
import type { PlanWarning } from '@greenlight/shared/plans'
import { problem } from '../../problems.js'
import { type Draft, outsideRoots, warningOf } from './draft/draft.js'
import { comparable } from './paths.js'

interface Kept {
  readonly drafts: readonly Draft[]
  readonly warnings: readonly PlanWarning[]
}

/** Takes out what lies outside of the folders that may be changed, and what would change a path that an earlier draft changes already; with it its whole group. */
export function keepApart(drafts: readonly Draft[], roots: readonly string[]): Kept {
  const claimed = new Set<string>()
  const warnings: PlanWarning[] = []
  const kept: Draft[] = []
  const groups = new Map<string, Draft[]>()
  for (const draft of drafts) groups.set(draft.together, [...(groups.get(draft.together) ?? []), draft])
  for (const group of groups.values()) {
    const fault = group.map((draft) => faultOf(draft, roots, claimed)).find((one) => one !== null)
    if (fault != null) {
      warnings.push(fault)
      continue
    }
    for (const path of group.flatMap(({ action }) => action.effects.flatMap(changedBy))) claimed.add(comparable(path))
    kept.push(...group)
  }
  return { drafts: kept, warnings }
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
  return effect.do === 'link' || effect.do === 'unlink' || effect.do === 'drop-folder' ? [effect.path] : []
}
