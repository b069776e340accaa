import type { Plan } from '@greenlight/shared/plans'
import { isUntouched, replacedBy } from '../../../core/leftovers/choose-leftovers.js'
import { namedByJournal, type PruneParts } from './prune-plans.js'

/** Takes away the drafts that a new plan takes the place of, unless somebody approved one meanwhile. What cannot be removed is pruned later. */
export async function dropReplaced(parts: PruneParts, plan: Plan, replaces: string | undefined): Promise<void> {
  const { kept } = await parts.plans.list()
  const gone = new Set(replacedBy({ plan }, kept, replaces))
  const named = gone.size === 0 ? null : await namedByJournal(parts)
  if (named === null) return
  for (const one of kept) if (gone.has(one.plan.id) && isUntouched(one, named)) await parts.places.remove(parts.places.planFolder(one.plan.id)).catch(() => undefined)
}
