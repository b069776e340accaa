import type { PlanRun } from '@greenlight/shared/plans'
import { approve } from './approve.js'
import { begin } from './begin.js'
import type { Engine, EngineParts } from './engine.js'
import { invert } from './invert.js'
import { recover } from './recover.js'
import { Cancelled, Closing, createRoom, type Room } from './room.js'
import { settlePlan } from './settle-plan.js'
import { showAgain } from './show-again.js'
import { startPlan } from './run-plan.js'
import { createTurns } from './turns.js'

/** The change engine. One for each process and state folder; the caller holds the state lock. */
export function createEngine(parts: EngineParts): Engine {
  const room = createRoom(parts)
  const atTheDoor = createTurns()
  const wait = async (id: string) => room.live.get(id)?.ended ?? (await parts.plans.read(id)).run
  return {
    recover: () => atTheDoor(() => recover(room)),
    approve: (id, digest, by) => atTheDoor(() => approve(room, id, digest, by)),
    apply: (id, approval, { actor }) => atTheDoor(() => begin(room, id, approval, actor)),
    wait,
    async cancel(id) {
      room.live.get(id)?.controller.abort(new Cancelled())
      return room.live.has(id) ? wait(id) : atTheDoor(() => cancelAtRest(room, id))
    },
    invert: (id) => atTheDoor(() => invert(room, id)),
    showAgain: (id) => atTheDoor(() => showAgain(room, id)),
    atTheDoor: (act) => atTheDoor(() => act(new Set(room.live.keys()))),
    async close() {
      const live = [...room.live.values()]
      for (const { controller } of live) controller.abort(new Closing())
      await Promise.all(live.map(({ ended }) => ended))
    },
  }
}

/** A plan that is not at work: its approval is taken away; one that was interrupted is taken back to its last whole group. */
async function cancelAtRest(room: Room, id: string): Promise<PlanRun> {
  const { parts } = room
  const { plan, run } = await parts.plans.read(id)
  if (run.state === 'running') {
    const settled = await room.onDisk(() => settlePlan(room, { plan, run }))
    if (!settled.goesOn) return settled.run
    const live = startPlan(room, { plan, run: settled.run }, settled.actor)
    live.controller.abort(new Cancelled())
    return live.ended
  }
  if (run.state !== 'approved') return run
  await parts.approvals.revoke(id)
  const cancelled: PlanRun = { ...run, state: 'cancelled' }
  await parts.plans.saveRun(id, cancelled, parts.texts.summary(plan, cancelled))
  parts.onRun(id, cancelled)
  return cancelled
}
