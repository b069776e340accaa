import type { Plan } from '@greenlight/shared/plans'
import { digestOf } from '../../core/plan/seal-plan.js'
import { ProblemError } from '../../problems.js'
import type { Engine } from './engine.js'
import { tellPlan } from './receipts.js'
import { restOf, type Room } from './room.js'
import { mustBeFresh } from './staleness.js'

/** A failed or cancelled plan may be approved anew: what it has done stays done, the rest is tried again. */
const approvable = new Set(['approved', 'cancelled', 'draft', 'failed'])

export async function approve(room: Room, id: string, digest: string, { actor, ticks, keepForTerminal }: Parameters<Engine['approve']>[2]): ReturnType<Engine['approve']> {
  await restOf(room, id)
  const { plan, run } = await room.parts.plans.read(id)
  if (room.live.has(id) || !approvable.has(run.state)) throw new ProblemError('PLAN_NOT_APPROVABLE', { plan: id, state: room.live.has(id) ? 'running' : run.state })
  mustBeWhole(room, plan)
  if (plan.digest !== digest) throw new ProblemError('PLAN_CHANGED', { plan: id })
  const agreed = new Set(ticks)
  const missing = plan.actions.flatMap((action) => action.ticks).find(({ key }) => !agreed.has(key))
  if (missing !== undefined) throw new ProblemError('TICK_MISSING', { plan: id, says: missing.says, key: missing.key })
  await mustBeFresh(room.parts, plan, run)
  const wanted = [...new Set(plan.actions.flatMap((action) => action.ticks.map(({ key }) => key)))].sort()
  await tellPlan(room.parts, plan, actor, 'plan.approve', { tier: plan.tier, ticks: wanted })
  const minted = await room.parts.approvals.mint({ plan: id, digest, version: plan.version, operator: actor, ticks: wanted, keepForTerminal })
  await room.parts.plans.saveRun(id, { ...run, state: 'approved' }, null)
  room.parts.onRun(id, { ...run, state: 'approved' })
  return minted
}

/** What is kept must still be what its own digest says. PLAN_CHANGED. */
export function mustBeWhole({ parts }: Room, plan: Plan): void {
  if (digestOf(plan, parts.sha256) !== plan.digest) throw new ProblemError('PLAN_CHANGED', { plan: plan.id })
}
