import type { PlanRun } from '@greenlight/shared/plans'
import { actionOf, isFinished } from '../../core/change/run.js'
import type { KeptPlan, TokenState } from '../../core/change-ports.js'
import { ProblemError, type ProblemCode } from '../../problems.js'
import { mustBeWhole } from './approve.js'
import { wasConsumed } from './consumed.js'
import { tellPlan } from './receipts.js'
import { type Room, timeOf } from './room.js'
import { startPlan } from './run-plan.js'
import { settlePlan } from './settle-plan.js'
import { mustBeFresh } from './staleness.js'

const refusals: Readonly<Record<TokenState, ProblemCode>> = {
  'plan-changed': 'PLAN_CHANGED',
  'token-expired': 'APPROVAL_EXPIRED',
  'token-missing': 'APPROVAL_MISSING',
  'token-unknown': 'APPROVAL_UNKNOWN',
  'token-used': 'APPROVAL_USED',
}

/** Spends the approval and begins; without one, goes on with what was interrupted. Answers as soon as it is at work. */
export async function begin(room: Room, id: string, approval: string | null, actor: string): Promise<PlanRun> {
  const kept = await room.parts.plans.read(id)
  const { plan } = kept
  mustBeWhole(room, plan)
  const token = approval ?? (actor === 'cli' ? await room.parts.approvals.ofTerminal(id) : null)
  if (token === null) return goOn(room, kept, actor)
  const spent = await room.parts.approvals.spend(token, { plan: id, digest: plan.digest, version: plan.version })
  if (!spent.ok) throw new ProblemError(refusals[spent.state], { plan: id })
  if (room.live.has(id) || kept.run.state !== 'approved') throw new ProblemError('PLAN_NOT_APPROVABLE', { plan: id, state: kept.run.state })
  await tellPlan(room.parts, plan, actor, 'token.consume', { token: spent.masked, operator: spent.operator, ticks: [...spent.ticks] })
  return start(room, kept, actor)
}

/** Under the same approval: the plan was running, or its approval was spent a moment before the end. */
async function goOn(room: Room, kept: KeptPlan, actor: string): Promise<PlanRun> {
  const { plan, run } = kept
  const live = room.live.get(plan.id)
  if (live !== undefined) return live.run
  if (run.state === 'running') {
    const settled = await room.onDisk(() => settlePlan(room, kept))
    return settled.goesOn ? startPlan(room, { plan, run: settled.run }, actor).run : settled.run
  }
  if (run.state === 'approved' && (await wasConsumed(room, plan.id, plan.digest))) return start(room, kept, actor)
  throw new ProblemError(run.state === 'approved' || run.state === 'draft' ? 'APPROVAL_MISSING' : 'PLAN_NOT_APPROVABLE', { plan: plan.id, state: run.state })
}

async function start(room: Room, { plan, run }: KeptPlan, actor: string): Promise<PlanRun> {
  try {
    await mustBeFresh(room.parts, plan, run)
  } catch (error) {
    await tellPlan(room.parts, plan, actor, 'plan.stale', {})
    await room.parts.plans.saveRun(plan.id, { ...run, state: 'draft' }, null)
    throw error
  }
  const actions = run.actions.map((action) => (isFinished(actionOf(run, action.id)) ? action : { id: action.id, state: 'waiting' as const, checks: [] }))
  const { problem: _, ...rest } = run
  const begun: PlanRun = { ...rest, actions, state: 'running', begunAt: timeOf(room), endedAt: null }
  await room.parts.plans.saveRun(plan.id, begun, null)
  room.parts.onRun(plan.id, begun)
  return startPlan(room, { plan, run: begun }, actor).run
}
