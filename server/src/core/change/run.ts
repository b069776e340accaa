import type { ActionRun, Plan, PlanAction, PlanRun } from '@greenlight/shared/plans'

/** How a plan stands that nobody has begun. */
export function freshRun(plan: Pick<Plan, 'actions'>): PlanRun {
  const actions = plan.actions.map(({ id }): ActionRun => ({ id, state: 'waiting', checks: [] }))
  return { state: 'draft', actions, begunAt: null, endedAt: null, restart: false, undoable: false, undoneBy: null }
}

/** The run with this action in place of the one of its id. */
export function withAction(run: PlanRun, action: ActionRun): PlanRun {
  return { ...run, actions: run.actions.map((one) => (one.id === action.id ? action : one)) }
}

export function actionOf(run: PlanRun, id: string): ActionRun {
  return run.actions.find((one) => one.id === id) ?? { id, state: 'waiting', checks: [] }
}

/** Actions that are done together or not at all, in the order of the first of each. */
export function groupsOf(plan: Pick<Plan, 'actions'>): PlanAction[][] {
  const groups = new Map<string, PlanAction[]>()
  for (const action of plan.actions) groups.set(action.group, [...(groups.get(action.group) ?? []), action])
  return [...groups.values()]
}

/** The panel or the person carries it out; the engine only hands it on and looks afterwards. */
export function isHanded(action: PlanAction): boolean {
  return action.effects.length === 0 && (action.canvas !== undefined || action.kind === 'restart-comfyui')
}

const finished = new Set<ActionRun['state']>(['done', 'handed', 'verified'])

export function isFinished(action: ActionRun): boolean {
  return finished.has(action.state)
}

/** What an action is once its effects are done and its checks were looked at. */
export function judgeChecks(checks: ActionRun['checks']): 'done' | 'failed' | 'verified' {
  if (checks.some(({ state }) => state === 'false')) return 'failed'
  return checks.every(({ state }) => state === 'true') ? 'verified' : 'done'
}

/** The state that all actions together give when each is finished. */
export function judgeRun(run: PlanRun): 'applied' | 'failed' | 'verified' {
  if (run.actions.some(({ state }) => state === 'failed')) return 'failed'
  return run.actions.every(({ state }) => state === 'verified') ? 'verified' : 'applied'
}

/** Whether ComfyUI must be restarted before the rest can be shown. */
export function awaitsRestart(plan: Pick<Plan, 'actions'>, run: PlanRun): boolean {
  return plan.actions.some(({ id, kind }) => {
    const { state, checks } = actionOf(run, id)
    if (kind === 'restart-comfyui') return state === 'handed'
    return (state === 'done' || state === 'verified') && checks.some((one) => one.check.check === 'registered' && one.state === 'unknown')
  })
}

/** Whether there is anything to take back. */
export function isUndoable(plan: Plan, run: PlanRun): boolean {
  return plan.actions.some((action) => action.effects.length + (action.canvas === undefined ? 0 : 1) > 0 && isFinished(actionOf(run, action.id)))
}
