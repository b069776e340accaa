import type { ActionRun, Checked, PlanAction, PlanRun } from '@greenlight/shared/plans'
import { actionOf, awaitsRestart, isFinished, isHanded, isUndoable, judgeChecks, judgeRun, withAction } from '../../core/change/run.js'
import type { Room } from './room.js'

/** Looks again at what could not be shown before; what is shown not to be so is told, and nothing is taken back for it. */
export async function showAgain(room: Room, id: string): Promise<PlanRun> {
  const { parts } = room
  const live = room.live.get(id)
  if (live !== undefined) return live.run
  const { plan, run: before } = await parts.plans.read(id)
  if (before.state !== 'applied' && before.state !== 'failed') return before
  let run = before
  const looked = plan.actions.filter((action) => isFinished(actionOf(run, action.id)) || isShownOnly(action, run))
  for (const action of looked) run = withAction(run, await lookAgain(room, run, action))
  // A person's own part that shows in nothing by itself is believed when all that can be shown is.
  const shown = run.actions.every(({ state, checks }) => state === 'verified' || (state === 'handed' && checks.length === 0))
  if (shown) run = { ...run, actions: run.actions.map((action) => ({ ...action, state: 'verified' })) }
  // All was done, whatever was shown of it since.
  if (before.state === 'applied' || looked.length === plan.actions.length) run = { ...run, state: judgeRun(run) }
  run = { ...run, restart: awaitsRestart(plan, run), undoable: isUndoable(plan, run) || before.undoable }
  await parts.plans.saveRun(id, run, parts.texts.summary(plan, run))
  parts.onRun(id, run)
  return run
}

/** The person's own part: it can have failed only by what was seen afterwards, and that may change. */
function isShownOnly(action: PlanAction, run: PlanRun): boolean {
  return isHanded(action) && actionOf(run, action.id).state === 'failed'
}

async function lookAgain({ parts }: Room, run: PlanRun, action: PlanAction): Promise<ActionRun> {
  const was = actionOf(run, action.id)
  const since = run.endedAt ?? run.begunAt
  const checks: Checked[] = []
  for (const one of was.checks) checks.push(mayChange(one) ? await parts.shower.check(one.check, { signal: AbortSignal.timeout(60_000), ...(since === null ? {} : { since }) }) : one)
  const failed = checks.find(({ state }) => state === 'false')
  if (checks.length === 0) return was
  const { says: _, ...rest } = was
  const state = judgeChecks(checks)
  const still = isHanded(action) ? 'handed' : was.state
  return { ...rest, state: state === 'done' ? still : state, checks, ...(failed === undefined ? {} : { says: failed.says }) }
}

/** A pack that could not be imported may be by now: the person did what was said to help. */
function mayChange({ state, check }: Checked): boolean {
  return state === 'unknown' || (state === 'false' && check.check === 'registered')
}
