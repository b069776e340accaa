import type { PlanAction, PlanRun } from '@greenlight/shared/plans'
import { actionOf, groupsOf, isFinished } from '../../core/change/run.js'
import type { KeptPlan } from '../../core/change-ports.js'
import { begunOf, doEffect, doGroup } from './do-group.js'
import { endPlan } from './end-plan.js'
import { ActionFailed, problemOf } from './failure.js'
import { type Made, prepareActions } from './prepare-actions.js'
import { Closing, type LivePlan, type Room, timeOf } from './room.js'
import { stopPlan } from './stop-plan.js'
import { stagesIn } from './sweep.js'
import { changeRun } from './tell-run.js'

/** Lets a plan work that is marked as running on the disk; what it has done already it does not do again. */
export function startPlan(room: Room, { plan, run }: Pick<KeptPlan, 'plan' | 'run'>, actor: string): LivePlan {
  const live: LivePlan = { plan, actor, controller: new AbortController(), run, ended: Promise.resolve(run) }
  room.live.set(plan.id, live)
  live.ended = work(room, live)
    .catch((error: unknown) => {
      // The journal or the plan's folder cannot be written: on the disk it is still running, and the next start goes on from there.
      if (!isClosing(live)) changeRun(room, live, { state: 'failed', endedAt: timeOf(room), problem: problemOf(error) })
      return live.run
    })
    .finally(() => room.live.delete(plan.id))
  return live
}

async function work(room: Room, live: LivePlan): Promise<PlanRun> {
  const made: Made = new Map()
  const stopped = (error: unknown, quiet: Promise<unknown>) => {
    if (isClosing(live)) throw error
    return stopPlan(room, live, error, quiet)
  }
  const early = await room.onDisk(() => makeEarlyFolders(room, live).then(() => null, (error: unknown) => stopped(error, Promise.resolve())))
  if (early !== null) return early
  const { ready, quiet } = prepareActions(room, live, await begunOf(room, live.plan.id), made)
  try {
    for (const group of groupsOf(live.plan)) {
      const unready = await waitFor(group, ready)
      const end = await room.onDisk(async () => {
        if (unready !== null) return stopped(unready, quiet)
        return doGroup(room, live, group, made).then(() => null, (error: unknown) => stopped(error, quiet))
      })
      if (end !== null) return end
    }
    return await room.onDisk(() => endPlan(room, live))
  } finally {
    await quiet
  }
}

async function waitFor(group: readonly PlanAction[], ready: (action: PlanAction) => Promise<void>): Promise<ActionFailed | null> {
  for (const action of group) {
    const failed = await ready(action).then(() => null, (error: unknown) => new ActionFailed(action.id, null, { cause: error }))
    if (failed !== null) return failed
  }
  return null
}

/** Folders that the plan makes anyway and in which it stages: a part lies beside its target from the beginning. */
async function makeEarlyFolders(room: Room, live: LivePlan): Promise<void> {
  const begun = await begunOf(room, live.plan.id)
  for (const action of live.plan.actions) {
    if (isFinished(actionOf(live.run, action.id))) continue
    for (const [at, effect] of action.effects.entries()) {
      if (effect.do === 'make-folder' && stagesIn(live.plan, effect.path)) await doEffect(room, live, action, at, begun, new Map())
    }
  }
}

function isClosing(live: LivePlan): boolean {
  return live.controller.signal.reason instanceof Closing
}
