import type { ActionRun, ActionState, PlanAction, PlanDocument } from '@greenlight/shared/plans'

/** How far a run is: actions, bytes, bytes a second and seconds left, as far as they are known. */
export interface Progress {
  done: number
  actions: number
  bytes: number
  total: number
  rate: number
  rest: number | null
}

const over: ReadonlySet<ActionState> = new Set(['done', 'handed', 'skipped', 'verified'])
const broken: ReadonlySet<ActionState> = new Set(['failed', 'reverted'])

export function isOver(state: ActionState): boolean {
  return over.has(state)
}

export function isBroken(state: ActionState): boolean {
  return broken.has(state)
}

/** The action that is at work, or was at work last. */
export interface ActionOfRun {
  action: PlanAction
  run: ActionRun
}

/** Actions with how far each is; one that the run does not tell of waits. */
export function actionsOf({ plan, run }: Pick<PlanDocument, 'plan' | 'run'>): ActionOfRun[] {
  const runs = new Map(run.actions.map((one) => [one.id, one]))
  return plan.actions.map((action) => ({ action, run: runs.get(action.id) ?? { id: action.id, state: 'waiting', checks: [] } }))
}

export function progressOf(document: Pick<PlanDocument, 'plan' | 'run'>): Progress {
  const all = actionsOf(document)
  let [bytes, total, rate] = [0, 0, 0]
  for (const { action, run } of all) {
    const size = run.total ?? action.bytes ?? 0
    if (action.bytes === undefined && run.total === undefined) continue
    // What is put in place has come wholly, and the run tells no more bytes of it.
    const whole = isOver(run.state) || (run.state === 'running' && run.done === undefined)
    total += size
    bytes += whole ? size : Math.min(run.done ?? 0, size)
    if (!isOver(run.state)) rate += run.rate ?? 0
  }
  const rest = rate > 0 && total > bytes ? (total - bytes) / rate : null
  return { done: all.filter(({ run }) => isOver(run.state)).length, actions: all.length, bytes, total, rate, rest }
}

/** Share of one action that is done, 0 to 1; null where nobody can tell. */
export function shareOf({ action, run }: ActionOfRun): number | null {
  if (isOver(run.state)) return 1
  const total = run.total ?? action.bytes
  return run.done === undefined || total === undefined || total === 0 ? null : Math.min(1, run.done / total)
}
