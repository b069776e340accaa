import type { PlanRun } from '@greenlight/shared/plans'
import type { Problem } from '@greenlight/shared/problem'
import type { Stop } from '../../core/change/begun.js'
import { actionOf, groupsOf, isFinished } from '../../core/change/run.js'
import { openEffects } from '../../core/change/settle.js'
import { begunOf } from './do-group.js'
import { ActionFailed, problemOf } from './failure.js'
import { tellPlan } from './receipts.js'
import { Cancelled, type LivePlan, type Room, timeOf } from './room.js'
import { sweepFolders, sweepStaging } from './sweep.js'
import { takeBackAll } from './take-back.js'
import { changeAction, changeRun, keepRun } from './tell-run.js'

/** After a failure or a cancel: groups that are done stay, the rest is taken back. The caller holds the disk; `quiet`: nothing is prepared any more. */
export async function stopPlan(room: Room, live: LivePlan, error: unknown, quiet: Promise<unknown>): Promise<PlanRun> {
  const cancelled = live.controller.signal.reason instanceof Cancelled
  const keep = groupsOf(live.plan).filter((group) => group.every(({ id }) => isFinished(actionOf(live.run, id))))
  const problem = cancelled ? null : problemOf(error)
  const stop: Stop = {
    reason: cancelled ? 'cancelled' : 'failed',
    keep: new Set(keep.map(([first]) => first?.group ?? '')),
    action: error instanceof ActionFailed ? error.action : null,
    problem,
  }
  if (!cancelled) live.controller.abort(error)
  await tellPlan(room.parts, live.plan, live.actor, 'plan.stop', { reason: stop.reason, keep: [...stop.keep], ...(stop.action === null ? {} : { action: stop.action }), ...problem })
  return endStopped(room, live, stop, quiet)
}

/** The rest of a stop, from wherever it was when it was told. */
export async function endStopped(room: Room, live: LivePlan, stop: Stop, quiet: Promise<unknown>): Promise<PlanRun> {
  const { plan } = live
  const begun = await begunOf(room, plan.id)
  const open = openEffects(plan, begun, stop.keep)
  const fault = await takeBackAll(room, live, open).then(() => null, problemOf)
  await quiet
  for (const { id, group } of plan.actions) {
    if (stop.keep.has(group)) continue
    const { state, checks, says } = actionOf(live.run, id)
    const problem: Problem | null = id === stop.action ? stop.problem : null
    const told = { checks, ...(says === undefined ? {} : { says }) }
    if (problem !== null) changeAction(room, live, id, { state: 'failed', problem, ...told })
    else changeAction(room, live, id, { state: open.some(({ action }) => action === id) || state === 'reverted' ? 'reverted' : 'skipped', ...told })
  }
  const problem = fault ?? stop.problem
  changeRun(room, live, { state: stop.reason, endedAt: timeOf(room), ...(problem === null ? {} : { problem }) })
  // What could not be taken back is tried again at the next start: on the disk the plan is still running.
  if (fault !== null) return live.run
  await sweepStaging(room, plan, live.run)
  await sweepFolders(room, plan, open)
  await tellPlan(room.parts, plan, live.actor, 'plan.end', { state: live.run.state })
  await keepRun(room, live, true)
  return live.run
}
