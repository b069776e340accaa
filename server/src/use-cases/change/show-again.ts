import type { ActionRun, Checked, PlanRun } from '@greenlight/shared/plans'
import { actionOf, awaitsRestart, isFinished, isUndoable, judgeChecks, judgeRun, withAction } from '../../core/change/run.js'
import type { Room } from './room.js'

/** Looks again at what could not be shown before; what is shown not to be so is told, and nothing is taken back for it. */
export async function showAgain(room: Room, id: string): Promise<PlanRun> {
  const { parts } = room
  const live = room.live.get(id)
  if (live !== undefined) return live.run
  const { plan, run: before } = await parts.plans.read(id)
  if (before.state !== 'applied' && before.state !== 'failed') return before
  let run = before
  for (const { id: action } of plan.actions) if (isFinished(actionOf(run, action))) run = withAction(run, await lookAgain(room, run, action))
  // A person's own part that shows in nothing by itself is believed when all that can be shown is.
  const shown = run.actions.every(({ state, checks }) => state === 'verified' || (state === 'handed' && checks.length === 0))
  if (shown) run = { ...run, actions: run.actions.map((action) => ({ ...action, state: 'verified' })) }
  if (before.state === 'applied') run = { ...run, state: judgeRun(run) }
  run = { ...run, restart: awaitsRestart(plan, run), undoable: isUndoable(plan, run) || before.undoable }
  await parts.plans.saveRun(id, run, parts.texts.summary(plan, run))
  parts.onRun(id, run)
  return run
}

async function lookAgain({ parts }: Room, run: PlanRun, id: string): Promise<ActionRun> {
  const was = actionOf(run, id)
  const checks: Checked[] = []
  for (const one of was.checks) checks.push(one.state === 'unknown' ? await parts.shower.check(one.check, { signal: AbortSignal.timeout(60_000) }) : one)
  const failed = checks.find(({ state }) => state === 'false')
  if (checks.length === 0) return was
  const { says: _, ...rest } = was
  const state = judgeChecks(checks)
  return { ...rest, state: state === 'done' ? was.state : state, checks, ...(failed === undefined ? {} : { says: failed.says }) }
}
