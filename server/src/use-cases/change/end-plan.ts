import type { PlanRun } from '@greenlight/shared/plans'
import { isUndoable, judgeRun } from '../../core/change/run.js'
import { tellPlan } from './receipts.js'
import { type LivePlan, type Room, timeOf } from './room.js'
import { sweepStaging } from './sweep.js'
import { changeRun, keepRun } from './tell-run.js'

/** All actions are done: what the plan took back is marked so, the run is kept, what was staged is taken away. */
export async function endPlan(room: Room, live: LivePlan): Promise<PlanRun> {
  const { plan } = live
  await markUndone(room, live)
  const state = judgeRun(live.run)
  // Before it is told as done: whoever looks then finds nothing that is still to go.
  await sweepStaging(room, plan, { ...live.run, state })
  changeRun(room, live, { state, endedAt: timeOf(room) })
  await tellPlan(room.parts, plan, live.actor, 'plan.end', { state })
  await keepRun(room, live, true)
  return live.run
}

/** The plan that was taken back; and where that took one back itself, that one stands again. */
async function markUndone(room: Room, { plan }: LivePlan): Promise<void> {
  if (plan.undoes === null) return
  const undone = await room.parts.plans.read(plan.undoes).catch(() => null)
  if (undone === null) return
  const run: PlanRun = { ...undone.run, state: 'rolled-back', undoable: false, undoneBy: plan.id, restart: false }
  await room.parts.plans.saveRun(plan.undoes, run, room.parts.texts.summary(undone.plan, run))
  room.parts.onRun(plan.undoes, run)
  if (undone.plan.undoes === null) return
  const standing = await room.parts.plans.read(undone.plan.undoes).catch(() => null)
  if (standing?.run.undoneBy !== plan.undoes) return
  const again: PlanRun = { ...standing.run, state: judgeRun(standing.run), undoneBy: null, undoable: isUndoable(standing.plan, standing.run) }
  await room.parts.plans.saveRun(standing.plan.id, again, room.parts.texts.summary(standing.plan, again))
  room.parts.onRun(standing.plan.id, again)
}
