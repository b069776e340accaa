import type { Preparation } from '@greenlight/shared/plan-effects'
import type { Leftover, Pruned } from '@greenlight/shared/plans'
import { stagingOf } from '../../../core/change/places.js'
import type { Journal, PlanBook } from '../../../core/change-ports.js'
import { oldDrafts, orphanStagings, room, shelfBeyond, staleStagings } from '../../../core/leftovers/choose-leftovers.js'
import type { LeftoverPlaces } from '../../../core/leftover-ports.js'
import { problem, ProblemError } from '../../../problems.js'

export interface PruneParts {
  readonly plans: Pick<PlanBook, 'list'>
  readonly journal: Pick<Journal, 'read'>
  readonly places: LeftoverPlaces
  readonly now: () => number
}

/** What one sweep takes away at most; the next one goes on. */
const most = 500

type Found = Leftover & { readonly remove: () => Promise<void> }

/**
 * Takes away what plans left that nobody needs: drafts of yesterday, staging of plans that came to nothing, packs and wheels beyond their room. Never anything that
 * an undo needs: plans that were ever approved stay with what they keep, the trash is emptied by hand alone, and the journal only grows. `dry`: only
 * tells. One that cannot be removed is told and hides no other. The caller sees to it that no plan is at work.
 */
export async function prunePlans(parts: PruneParts, dry: boolean): Promise<Pruned> {
  const found = await findLeftovers(parts)
  const entries: Leftover[] = []
  for (const { remove, ...entry } of found.slice(0, most)) {
    const fault = dry ? null : await remove().then(() => null, (error: unknown) => (error instanceof ProblemError ? error.problem : problem('WRITE_REFUSED', { path: entry.path, because: 'it is in use' })))
    entries.push(fault === null ? entry : { ...entry, problem: fault })
  }
  const bytes = entries.reduce((sum, one) => sum + (one.problem === undefined ? one.bytes : 0), 0)
  return { schema: 'greenlight/pruned@1', dry, entries, bytes, more: found.length > most }
}

/** Plans that the journal names; null where it cannot be read to its end, and then nothing is known of any. */
export async function namedByJournal({ journal }: Pick<PruneParts, 'journal'>): Promise<Set<string> | null> {
  let damaged = false
  const lines = await journal.read({ onDamage: () => (damaged = true) }).catch(() => null)
  return lines === null || damaged ? null : new Set(lines.flatMap(({ plan_id }) => plan_id ?? []))
}

async function findLeftovers(parts: PruneParts): Promise<Found[]> {
  const { places } = parts
  const now = parts.now()
  const [{ kept }, named] = await Promise.all([parts.plans.list(), namedByJournal(parts)])
  const found: Found[] = []
  const take = async (of: Pick<Leftover, 'path' | 'plan' | 'what'>, remove: () => Promise<void>) => {
    const bytes = found.length > most ? null : await places.measure(of.path)
    if (bytes !== null) found.push({ ...of, bytes, remove })
  }
  for (const { plan } of named === null ? [] : oldDrafts(kept, named, now)) {
    const path = places.planFolder(plan.id)
    await take({ what: 'draft', path, plan: plan.id }, () => places.remove(path))
  }
  for (const { plan, preparation } of staleStagings(kept, now)) await take({ what: wordOf(preparation), path: stagingOf(preparation), plan }, () => places.discard(preparation))
  for (const { path, plan } of orphanStagings(await places.stagings(), kept, now)) await take({ what: 'staging', path, plan }, () => places.removeStaging(path))
  const packs: (Awaited<ReturnType<LeftoverPlaces['shelf']>>[number] & { bytes: number })[] = []
  for (const pack of await places.shelf()) packs.push({ ...pack, bytes: (await places.measure(pack.path)) ?? 0 })
  for (const { path } of shelfBeyond(packs, kept, now)) await take({ what: 'shelf', path, plan: null }, () => places.remove(path))
  if (((await places.measure(places.uvCache)) ?? 0) > room.uvCache) await take({ what: 'uv-cache', path: places.uvCache, plan: null }, () => places.remove(places.uvCache))
  return found
}

function wordOf({ prepare }: Preparation): Leftover['what'] {
  return prepare === 'download' ? 'part' : 'staging'
}
