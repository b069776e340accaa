import type { Preparation } from '@greenlight/shared/plan-effects'
import type { PlanRun } from '@greenlight/shared/plans'
import { stagedBy } from '../change/places.js'
import type { KeptPlan } from '../change-ports.js'
import { canonicalJson } from '../plan/canonical-json.js'
import { ulidTime } from '../ulid.js'

const day = 24 * 60 * 60 * 1000

/** Milliseconds that something is left alone: drafts are read for a day, what a plan that failed has fetched waits a week for another try. */
export const patience = { draft: day, staged: 7 * day } as const
/** Bytes that may lie there; beyond, the oldest go first. */
export const room = { shelf: 2_000_000_000, uvCache: 5_000_000_000 } as const

/** Drafts that nobody approved. `named`: plans that a line of the journal names. */
export function oldDrafts(kept: readonly KeptPlan[], named: ReadonlySet<string>, now: number): KeptPlan[] {
  return kept.filter((one) => isUntouched(one, named) && now - Date.parse(one.createdAt) > patience.draft)
}

/** A draft to which nothing ever happened; one whose approval came to nothing is none. */
export function isUntouched({ plan, run }: KeptPlan, named: ReadonlySet<string>): boolean {
  return run.state === 'draft' && run.begunAt === null && !named.has(plan.id)
}

/**
 * Drafts that a new plan takes the place of: the one that it was made from by another choice (`replaces`), and those that would do nothing that it does
 * not do. Whether anybody approved them is looked at elsewhere.
 */
export function replacedBy({ plan }: Pick<KeptPlan, 'plan'>, kept: readonly KeptPlan[], replaces: string | undefined): string[] {
  const wanted = wantsOf({ plan })
  const isSame = (one: KeptPlan): boolean => {
    if (one.plan.id === replaces) return true
    if (one.plan.id > plan.id || one.plan.installation !== plan.installation || one.plan.undoes !== plan.undoes) return false
    if (canonicalJson(one.plan.workflow) !== canonicalJson(plan.workflow)) return false
    return plan.undoes !== null || [...wantsOf(one)].every((want) => wanted.has(want))
  }
  return kept.filter((one) => one.plan.id !== plan.id && one.run.state === 'draft' && isSame(one)).map((one) => one.plan.id)
}

/** Of a workflow what is answered, however it was chosen; else each change as it is called. */
function wantsOf({ plan }: Pick<KeptPlan, 'plan'>): Set<string> {
  return new Set(plan.actions.map(({ subject, title }) => (plan.workflow === null ? title : subject)))
}

const resting: ReadonlySet<PlanRun['state']> = new Set(['cancelled', 'draft', 'failed'])

/** What plans made under staging names that were left alone for a week. They can be tried again, from the beginning. */
export function staleStagings(kept: readonly KeptPlan[], now: number): { readonly plan: string; readonly preparation: Preparation }[] {
  return kept.flatMap(({ plan, run, createdAt }) => {
    const last = Date.parse(run.endedAt ?? run.begunAt ?? createdAt)
    if (!resting.has(run.state) || !(now - last > patience.staged)) return []
    return plan.actions.flatMap((action) => stagedBy(action).map((preparation) => ({ plan: plan.id, preparation })))
  })
}

/** Staging folders of plans that are not kept any more. */
export function orphanStagings<T extends { readonly plan: string }>(stagings: readonly T[], kept: readonly KeptPlan[], now: number): T[] {
  const ids = new Set(kept.map(({ plan }) => plan.id))
  return stagings.filter(({ plan }) => !ids.has(plan) && now - (ulidTime(plan) ?? Infinity) > patience.staged)
}

const mayUnpack: ReadonlySet<PlanRun['state']> = new Set(['approved', 'cancelled', 'draft', 'failed', 'running'])

/**
 * Packs of the shelf that may go, the oldest first, until the rest fits: never one that a plan may still unpack, and none of the last day. Undo needs none:
 * what it brings back lies in the trash.
 */
export function shelfBeyond<T extends { readonly shelf: string; readonly arrived: number; readonly bytes: number }>(packs: readonly T[], kept: readonly KeptPlan[], now: number): T[] {
  const needed = new Set(
    kept.filter(({ run }) => mayUnpack.has(run.state)).flatMap(({ plan }) => plan.actions.flatMap((action) => stagedBy(action).flatMap((one) => (one.prepare === 'unpack' ? [one.shelf] : [])))),
  )
  let over = packs.reduce((sum, { bytes }) => sum + bytes, 0) - room.shelf
  return [...packs]
    .sort((a, b) => a.arrived - b.arrived || (a.shelf < b.shelf ? -1 : 1))
    .filter(({ shelf, arrived, bytes }) => {
      if (over <= 0 || needed.has(shelf) || now - arrived < patience.draft) return false
      over -= bytes
      return true
    })
}
