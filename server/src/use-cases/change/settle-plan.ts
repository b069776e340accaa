import type { PlanRun } from '@greenlight/shared/plans'
import { type Begun, readBegun, readStop } from '../../core/change/begun.js'
import { actionOf } from '../../core/change/run.js'
import { effectOf, type Look, settle } from '../../core/change/settle.js'
import type { KeptPlan } from '../../core/change-ports.js'
import { finishEffect, lookAt } from './carry-effect.js'
import { begunOf, compensatedBy } from './do-group.js'
import type { LivePlan, Room } from './room.js'
import { endStopped } from './stop-plan.js'
import { takeBackAll } from './take-back.js'
import { changeAction, keepRun } from './tell-run.js'

/**
 * Brings an interrupted plan to a state between two actions, by looking: finishes what is done, takes back what is half done; one that was being
 * stopped is stopped to its end. May itself be interrupted at any moment and begun again. The caller holds the disk.
 */
export async function settlePlan(room: Room, { plan, run }: Pick<KeptPlan, 'plan' | 'run'>): Promise<{ readonly goesOn: boolean; readonly run: PlanRun; readonly actor: string }> {
  const lines = await room.parts.journal.read({ plan: plan.id })
  const actor = lines.findLast(({ action_type }) => action_type === 'token.consume')?.actor ?? 'user'
  const live: LivePlan = { plan, actor, controller: new AbortController(), run, ended: Promise.resolve(run) }
  const stop = readStop(lines)
  if (stop !== null) {
    const ended = await endStopped(room, live, stop, Promise.resolve())
    return { goesOn: false, run: ended, actor }
  }
  const begun = readBegun(lines)
  const looks = new Map<Begun, Look>()
  for (const one of begun) {
    const effect = effectOf(plan, one)
    if (effect !== undefined) looks.set(one, await lookAt(room.parts, effect))
  }
  const { finish, takeBack } = settle(plan, begun, looks)
  await takeBackAll(room, live, takeBack)
  for (const one of finish) await finishOne(room, live, one)
  // The run may have been kept at another moment than the journal: what is not done by now was taken back, whatever it says.
  const kept = await begunOf(room, plan.id)
  for (const { id, effects } of plan.actions) {
    const whole = effects.every((_, at) => kept.some((one) => one.action === id && one.effect === at && one.done))
    if (!whole && actionOf(live.run, id).state !== 'waiting') changeAction(room, live, id, { state: 'waiting', checks: [] })
  }
  await keepRun(room, live)
  return { goesOn: true, run: live.run, actor }
}

async function finishOne(room: Room, live: LivePlan, begun: Begun): Promise<void> {
  const action = live.plan.actions.find(({ id }) => id === begun.action)
  const effect = effectOf(live.plan, begun)
  if (begun.done || action === undefined || effect === undefined) return
  const step = { plan: live.plan, action, effect, at: begun.effect, actor: live.actor }
  await finishEffect(room.parts, step, { made: new Map() }, await compensatedBy(room, live, action, begun.effect), { signal: live.controller.signal })
}
