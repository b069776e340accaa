import type { ActionRun, Checked, Plan, PlanAction, PlanRun } from '@greenlight/shared/plans'
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
  const since = await changedSince(room, plan)
  for (const action of looked) run = withAction(run, await lookAgain(room, run, action, since))
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

/** A node pack that is no more where the plan left it: what ComfyUI loads now tells nothing of the plan. */
async function changedSince({ parts }: Room, plan: Plan): Promise<string | null> {
  for (const { kind, effects } of plan.actions) {
    // What made room for it is between its two ends as soon as the new one stands there.
    const last = kind.endsWith('node-pack') ? effects.findLast((effect) => effect.do === 'move') : undefined
    if (last !== undefined && (await parts.disk.look(last)) !== 'after') return last.as === 'trash' ? last.from : last.to
  }
  return null
}

async function lookAgain({ parts }: Room, run: PlanRun, action: PlanAction, changed: string | null): Promise<ActionRun> {
  const was = actionOf(run, action.id)
  if (changed !== null && isHanded(action) && was.state !== 'verified' && was.checks.some(({ check }) => check.check === 'registered')) {
    const says = `${changed} was changed again since, so this plan cannot be shown any more.`
    return { id: was.id, state: 'done', says, checks: was.checks.map((one): Checked => (one.check.check === 'registered' ? { ...one, state: 'unknown', says } : one)) }
  }
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
