import type { ActionRun, PlanRun } from '@greenlight/shared/plans'
import { actionOf, awaitsRestart, isUndoable, withAction } from '../../core/change/run.js'
import type { LivePlan, Room } from './room.js'

/** Takes the change into the run and tells of it; kept on the disk with the next `keepRun`. */
export function changeRun(room: Room, live: LivePlan, change: Partial<PlanRun>): void {
  live.run = { ...live.run, ...change }
  room.parts.onRun(live.plan.id, live.run)
}

/** What an action is now; what it was is forgotten but for its checks. */
export function changeAction(room: Room, live: LivePlan, id: string, change: Omit<Partial<ActionRun>, 'id'> & Pick<ActionRun, 'state'>): void {
  const { checks } = actionOf(live.run, id)
  const run = withAction(live.run, { checks, ...change, id })
  changeRun(room, live, { ...run, restart: awaitsRestart(live.plan, run), undoable: isUndoable(live.plan, run) })
}

export async function keepRun({ parts }: Room, { plan, run }: Pick<LivePlan, 'plan' | 'run'>, ends = false): Promise<void> {
  await parts.plans.saveRun(plan.id, run, ends ? parts.texts.summary(plan, run) : null)
}
