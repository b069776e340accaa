import type { Postcondition } from '@greenlight/shared/plan-effects'
import type { Checked, PlanAction } from '@greenlight/shared/plans'
import { type Begun, readBegun } from '../../core/change/begun.js'
import { lineCompensated } from '../../core/change/compensated.js'
import { listOf } from '../../core/readiness/words.js'
import { actionOf, isFinished, isHanded, judgeChecks } from '../../core/change/run.js'
import { carryEffect } from './carry-effect.js'
import { ActionFailed } from './failure.js'
import type { Made } from './prepare-actions.js'
import type { LivePlan, Room } from './room.js'
import { mustStillHold } from './staleness.js'
import { changeAction, keepRun } from './tell-run.js'

/** All effects of a group, in order, then what must be true of it. The caller holds the disk. Rejects with ActionFailed. */
export async function doGroup(room: Room, live: LivePlan, actions: readonly PlanAction[], made: Made): Promise<void> {
  const { plan } = live
  const open = actions.filter(({ id }) => !isFinished(actionOf(live.run, id)))
  const [first] = open
  if (first === undefined) return
  const begun = await begunOf(room, plan.id)
  if (!begun.some(({ action }) => open.some(({ id }) => id === action))) await naming(first, () => mustStillHold(room.parts, plan, live.run, first.group))
  for (const action of open) {
    await naming(action, async () => {
      live.controller.signal.throwIfAborted()
      if (isHanded(action)) return handOn(room, live, action)
      changeAction(room, live, action.id, { state: 'running' })
      for (const at of action.effects.keys()) await doEffect(room, live, action, at, begun, made)
      await showAction(room, live, action, made)
    })
  }
  // The journal has it all; that the run is kept half-way only saves the next start some looking.
  await keepRun(room, live).catch(() => undefined)
}

/** One effect, unless it is done already. */
export async function doEffect(room: Room, live: LivePlan, action: PlanAction, at: number, begun: readonly Begun[], made: Made): Promise<void> {
  const effect = action.effects[at]
  if (effect === undefined) return
  const { signal } = live.controller
  signal.throwIfAborted()
  // After an interruption it was looked at when the plan was settled.
  if (begun.some((one) => one.action === action.id && one.effect === at && one.done)) return
  const compensates = await compensatedBy(room, live, action, at)
  await carryEffect(room.parts, { plan: live.plan, action, effect, at, actor: live.actor }, { made }, compensates, { signal })
}

export async function begunOf({ parts }: Room, plan: string): Promise<Begun[]> {
  return readBegun(await parts.journal.read({ plan }))
}

/** The panel or the person does the rest; whether it came to be is looked at later. */
function handOn(room: Room, live: LivePlan, action: PlanAction): void {
  const says = action.canvas === undefined ? 'Restart ComfyUI.' : 'The open graph is changed by the panel.'
  changeAction(room, live, action.id, { state: 'handed', says, checks: action.checks.map(later) })
}

function later(check: Postcondition): Checked {
  return { check, state: 'unknown', says: check.check === 'registered' ? `Whether ComfyUI ${whatShows(check)} shows after its restart.` : 'It is looked at when that is done.' }
}

function whatShows({ types, gone, folder }: Extract<Postcondition, { check: 'registered' }>): string {
  if (types.length === 0) return `loads ${folder ?? 'it'}`
  return gone === true ? `is without ${listOf(types)}` : `knows ${listOf(types)}`
}

async function showAction({ parts, ...room }: Room, live: LivePlan, action: PlanAction, made: Made): Promise<void> {
  const checks: Checked[] = []
  for (const check of action.checks) {
    // ComfyUI still has what it loaded when it started.
    if (check.check === 'registered') {
      checks.push(later(check))
      continue
    }
    const from = check.check === 'file' ? action.effects.find((effect) => effect.do === 'move' && effect.to === check.path) : undefined
    const seen = from?.do === 'move' ? made.get(from.from) : undefined
    checks.push(await parts.shower.check(check, { signal: live.controller.signal, ...(seen === undefined ? {} : { seen }) }))
  }
  const failed = checks.find(({ state }) => state === 'false')
  const state = judgeChecks(checks)
  changeAction({ parts, ...room }, live, action.id, { state, checks, ...(failed === undefined ? {} : { says: failed.says }) })
  if (failed !== undefined) throw new ActionFailed(action.id, failed.says)
}

/** The line of the undone plan that this effect makes good; null in other plans. */
export async function compensatedBy({ parts }: Room, { plan }: Pick<LivePlan, 'plan'>, action: PlanAction, at: number): Promise<number | null> {
  const effect = action.effects[at]
  if (plan.undoes === null || effect === undefined) return null
  const undone = await parts.plans.read(plan.undoes).catch(() => null)
  return undone === null ? null : lineCompensated(effect, undone.plan, readBegun(await parts.journal.read({ plan: plan.undoes })))
}

async function naming(action: PlanAction, act: () => Promise<void>): Promise<void> {
  await act().catch((error: unknown) => {
    throw error instanceof ActionFailed ? error : new ActionFailed(action.id, null, { cause: error })
  })
}
