import type { Preparation } from '@greenlight/shared/plan-effects'
import type { PlanAction } from '@greenlight/shared/plans'
import type { Begun } from '../../core/change/begun.js'
import { stagingOf } from '../../core/change/places.js'
import { actionOf, isFinished } from '../../core/change/run.js'
import type { MadeFile } from '../../core/change-ports.js'
import { createPace } from './pace.js'
import type { LivePlan, Room } from './room.js'
import { changeAction } from './tell-run.js'

/** Files that were made, by their staging names, with the time that they had then. */
export type Made = Map<string, MadeFile & { readonly modifiedMs: number }>

export interface Preparing {
  /** Resolves when all that the action needs is made; rejects with the reason why not. */
  readonly ready: (action: PlanAction) => Promise<void>
  /** Resolves when nothing is made any more, however it went. */
  readonly quiet: Promise<unknown>
}

/**
 * Begins all preparations of the plan at once; the slots decide how many work. Where one fails, those of later actions are given up, for they
 * will not be done; earlier ones go on.
 */
export function prepareActions(room: Room, live: LivePlan, begun: readonly Begun[], made: Made): Preparing {
  // What was put in place before an interruption is not made again.
  const placed = ({ id, effects }: PlanAction) => effects.length > 0 && effects.every((_, at) => begun.some((one) => one.action === id && one.effect === at && one.done))
  const open = live.plan.actions.filter((action) => action.prepare.length > 0 && !isFinished(actionOf(live.run, action.id)) && !placed(action))
  const stops = open.map(() => new AbortController())
  const ready = new Map<string, Promise<void>>()
  for (const [at, action] of open.entries()) {
    const signal = AbortSignal.any([live.controller.signal, ...stops.slice(at, at + 1).map((stop) => stop.signal)])
    const work = prepareAction(room, live, action, made, signal)
    work.catch((error: unknown) => stops.slice(at + 1).forEach((stop) => stop.abort(error)))
    ready.set(action.id, work)
  }
  return { ready: (action) => ready.get(action.id) ?? Promise.resolve(), quiet: Promise.allSettled(ready.values()) }
}

async function prepareAction(room: Room, live: LivePlan, action: PlanAction, made: Made, signal: AbortSignal): Promise<void> {
  const pace = createPace(action.prepare.map((one) => (one.prepare === 'download' ? one.size : null)), room.parts.now)
  const tell = () => changeAction(room, live, action.id, { state: 'preparing', ...pace.now() })
  await Promise.all(
    action.prepare.map((preparation, at) => {
      const slots = preparation.prepare === 'download' ? room.downloads : room.works
      return slots(signal, async () => {
        tell()
        const whole = await prepareOne(room, live, preparation, signal, (done, total) => {
          if (pace.take(at, done, total)) tell()
        })
        if (whole !== null) made.set(stagingOf(preparation), whole)
      })
    }),
  )
  const { done, total } = pace.now()
  changeAction(room, live, action.id, { state: 'prepared', done, ...(total === undefined ? {} : { total }) })
}

async function prepareOne({ parts, deadlineMs }: Room, { plan }: LivePlan, preparation: Preparation, signal: AbortSignal, progress: (done: number, total: number | null) => void) {
  const within = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs(preparation))])
  const file = await parts.preparer.prepare(preparation, { signal: within, progress, plan: plan.id })
  within.throwIfAborted()
  if (file === null) return null
  const stamp = await parts.disk.stamp(stagingOf(preparation))
  return stamp.is === 'file' && stamp.size === file.size ? { ...file, modifiedMs: stamp.modifiedMs } : null
}
