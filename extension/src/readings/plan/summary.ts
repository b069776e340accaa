import type { PackageChange } from '@greenlight/shared/plan-effects'
import type { Plan, PlanAction, PlanTier } from '@greenlight/shared/plans'

/** What a person should know of a plan before anything else. */
export interface PlanSummary {
  actions: number
  bytes: number
  /** Some bytes are not known before. */
  more: boolean
  hosts: readonly string[]
  tier: PlanTier
  /** Actions that run code from outside, and that take something away. */
  code: number
  takes: number
  restart: boolean
}

export function summarise({ actions, needs, tier }: Plan): PlanSummary {
  const fetches = ({ prepare }: PlanAction): boolean => prepare.some((one) => one.prepare === 'download')
  return {
    actions: actions.length,
    bytes: needs.bytes,
    more: actions.some((action) => fetches(action) && action.bytes === undefined),
    hosts: needs.hosts,
    tier,
    code: actions.filter((action) => action.tier === 'code').length,
    takes: actions.filter((action) => action.tier === 'destructive').length,
    restart: needs.restart,
  }
}

/** What may come out otherwise than wished, in the order of weight. */
export interface Risks {
  packages: readonly PackageChange[]
  cannotUndo: readonly { id: string; title: string; says: string }[]
}

/** Packages that others stand on, and what undo does not bring back; what several actions say alike is told once. */
export function readRisks({ actions }: Plan): Risks {
  const told = actions.flatMap(({ id, title, cannotUndo }) => (cannotUndo === undefined ? [] : [{ id, title, says: cannotUndo }]))
  const guarded = actions.flatMap(({ packages = [] }) => packages.filter((one) => one.protected && one.before !== null))
  return {
    packages: [...new Map(guarded.map((one) => [one.name, one])).values()],
    cannotUndo: told.filter(({ says }, at) => told.findIndex((one) => one.says === says) === at),
  }
}

/** What goes with an action when it is left out: the subjects of its group. */
export function subjectsOfGroup({ actions }: Plan, group: string): ReadonlySet<string> {
  return new Set(actions.filter((action) => action.group === group).map(({ subject }) => subject))
}

/** Keys that the plan asks a word for, each once. */
export function ticksOf({ actions }: Plan): string[] {
  return [...new Set(actions.flatMap(({ ticks }) => ticks.map(({ key }) => key)))]
}
