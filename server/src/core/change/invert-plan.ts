import type { Precondition, Stamp } from '@greenlight/shared/plan-effects'
import type { Plan, PlanAction, PlanRun, PlanWarning } from '@greenlight/shared/plans'
import type { UnsealedPlan } from '../plan/seal-plan.js'
import type { Begun } from './begun.js'
import { compareFiles, differenceOf, type FileFact } from './compare.js'
import { type Left, worldAfter } from './expected-world.js'
import { invertAction } from './invert-action.js'
import { actionOf, isFinished } from './run.js'

/** What is there now, of the paths that the plan changed. */
export interface Present {
  readonly stamps: ReadonlyMap<string, Stamp>
  /** Files below a folder, where it is not what the plan left; absent: too many to be told. */
  readonly files: ReadonlyMap<string, readonly FileFact[]>
  /** Names directly below a folder that the plan made. */
  readonly names: ReadonlyMap<string, readonly string[]>
}

export interface Inversion {
  readonly plan: UnsealedPlan
  /** Why it must not be done, a sentence each; empty: it may. */
  readonly conflicts: readonly string[]
}

/**
 * The plan that takes `plan` back: inverse effects, last first, in the tier of what they do. What was placed goes to the trash, what
 * went to the trash comes back. A file that was changed or lost since is a conflict; one that was added goes along and is told.
 */
export function invertPlan(plan: Plan, run: PlanRun, begun: readonly Begun[], present: Present, facts: { readonly policy: string; readonly trashPlace: (from: string) => string }): Inversion {
  const world = worldAfter(plan, begun)
  const warnings: PlanWarning[] = []
  const conflicts = world.flatMap((left) => conflictsAt(left, present, warnings))
  const folders = new Map([...present.names].map(([path, names]) => [path, new Set(names)]))
  const actions = lastFirst(plan.actions.filter(({ id }) => isFinished(actionOf(run, id))))
    .map((action): PlanAction => invertAction(action, { begun, folders, trashPlace: facts.trashPlace, warnings }))
    .filter(({ kind, effects, canvas }) => kind === 'restart-comfyui' || effects.length > 0 || canvas !== undefined)
    .map((action, at): PlanAction => ({ ...action, id: `a${at + 1}` }))
  const inverted: UnsealedPlan = {
    schema: 'greenlight/plan@1',
    version: 1,
    title: `Undo: ${plan.title}`,
    workflow: plan.workflow,
    installation: plan.installation,
    undoes: plan.id,
    tier: strictest(actions),
    actions,
    needs: { bytes: 0, hosts: [], disk: [], restart: plan.needs.restart },
    warnings,
    preconditions: preconditionsOf(world, actions, present),
    policy: facts.policy,
  }
  return { plan: inverted, conflicts }
}

function conflictsAt({ path, stamp, files }: Left, { stamps, files: now }: Present, warnings: PlanWarning[]): string[] {
  const is = stamps.get(path) ?? { is: 'absent' }
  if (stamp === null) return is.is === 'folder' || is.is === 'absent' ? [] : [`${path} is no folder any more`]
  const difference = differenceOf(path, stamp, is)
  if (difference === null) return []
  const [were, are] = [files.filter(({ sha256 }) => sha256 !== undefined), now.get(path)]
  if (stamp.is !== 'folder' || is.is !== 'folder' || were.length === 0 || are === undefined) return [difference]
  const { added, changed, missing } = compareFiles(were, are)
  warnings.push(...added.map((file) => ({ code: 'ADDED_SINCE', message: `${file} was added since; it goes along.`, hint: 'Put it aside first if you want to keep it where it is.' })))
  return [...changed.map((file) => `${file} was changed`), ...missing.map((file) => `${file} is not there any more`)]
}

/** Only what the inverse effects touch has to be as it is now when they begin. */
function preconditionsOf(world: readonly Left[], actions: readonly PlanAction[], { stamps }: Present): Precondition[] {
  const touched = new Set(actions.flatMap(({ touches }) => touches))
  return world
    .filter(({ path, stamp }) => touched.has(path) && stamp !== null)
    .map(({ path }) => ({ of: 'path', path, stamp: stamps.get(path) ?? { is: 'absent' } }))
}

/** What is asked of the person comes after what is done. */
function lastFirst(actions: readonly PlanAction[]): PlanAction[] {
  const isRestart = ({ kind }: PlanAction) => kind === 'restart-comfyui'
  return [...actions.filter((one) => !isRestart(one)).reverse(), ...actions.filter(isRestart)]
}

function strictest(actions: readonly PlanAction[]): PlanAction['tier'] {
  for (const tier of ['destructive', 'code'] as const) if (actions.some((action) => action.tier === tier)) return tier
  return 'data'
}
