import type { Plan, PlanAction } from '@greenlight/shared/plans'
import { planTexts as words } from '../../messages/en-plans.js'

export interface TierWord {
  word: string
  says: string
}

/** What is to be known of an action's kind; null for one that only moves or fetches files. Taking back is told by what it does: nothing comes that was not here before. */
export function tierWord({ tier, effects }: Pick<PlanAction, 'effects' | 'tier'>, isUndo: boolean): TierWord | null {
  if (tier === 'data') return null
  if (!isUndo) return { word: words.tiers[tier], says: words.tiersSay[tier] }
  return bringsBack(effects) ? words.goesBack.returns : words.goesBack.leaves
}

/** The same of the plan as a whole. */
export function planTierWord({ tier, undoes, actions }: Pick<Plan, 'actions' | 'tier' | 'undoes'>): TierWord | null {
  return tierWord({ tier, effects: actions.flatMap(({ effects }) => effects) }, undoes !== null)
}

function bringsBack(effects: PlanAction['effects']): boolean {
  return effects.some((effect) => effect.do === 'link' || effect.do.startsWith('packages') || (effect.do === 'move' && effect.as !== 'trash'))
}
