import type { PlanRun } from '@greenlight/shared/plans'
import type { KeptPlan } from '../../core/change-ports.js'
import { begin } from './begin.js'
import { wasConsumed } from './consumed.js'
import type { Engine } from './engine.js'
import { problemOf } from './failure.js'
import type { Room } from './room.js'
import { startPlan } from './run-plan.js'
import { settlePlan } from './settle-plan.js'
import { sweepStaging } from './sweep.js'

const ended = new Set<PlanRun['state']>(['applied', 'cancelled', 'failed', 'rolled-back', 'verified'])

/** After a start: settles all interrupted plans, tidies up after those that ended, then lets the interrupted ones go on, oldest first. */
export async function recover(room: Room): ReturnType<Engine['recover']> {
  await room.parts.tidyState?.().catch(() => undefined)
  const kept = [...(await room.parts.plans.list()).kept].reverse()
  const settled: string[] = []
  const goOn: (() => Promise<unknown> | unknown)[] = []
  const resumed: string[] = []
  for (const one of kept.filter(({ plan, run }) => run.state === 'running' && !room.live.has(plan.id))) {
    const after = await room.onDisk(() => settlePlan(room, one)).catch((error: unknown) => tellFault(room, one, error))
    if (after === null) continue
    settled.push(one.plan.id)
    if (!after.goesOn) continue
    resumed.push(one.plan.id)
    goOn.push(() => startPlan(room, { plan: one.plan, run: after.run }, after.actor))
  }
  for (const { plan, run } of kept) if (ended.has(run.state)) await room.onDisk(() => sweepStaging(room, plan, run))
  for (const { plan, run } of kept) {
    if (run.state !== 'approved' || !(await wasConsumed(room, plan.id, plan.digest).catch(() => false))) continue
    resumed.push(plan.id)
    goOn.push(() => begin(room, plan.id, null, 'user').catch(() => undefined))
  }
  for (const go of goOn) await go()
  return { settled, resumed }
}

/** One bad plan hides no other: it stays as it is, and what is wrong with it is told. */
function tellFault({ parts }: Room, { plan, run }: KeptPlan, error: unknown): null {
  parts.onRun(plan.id, { ...run, problem: problemOf(error) })
  return null
}
