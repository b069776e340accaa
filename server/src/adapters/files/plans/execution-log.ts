import { type PlanRun, PlanRunSchema } from '@greenlight/shared/plans'
import * as v from 'valibot'

/** Changes that are kept; a plan makes a few for each of its actions. */
const mostChanges = 10_000

const ChangeSchema = v.object({
  /** ISO 8601. */
  at: v.string(),
  /** `plan`, or the id of an action. */
  of: v.string(),
  from: v.nullable(v.string()),
  to: v.string(),
})

/** `execution_log.json`: how the run stands, and every state that plan and actions went through. */
export const ExecutionLogSchema = v.object({
  schema: v.literal('greenlight/execution-log@1'),
  plan: v.string(),
  run: PlanRunSchema,
  changes: v.array(ChangeSchema),
})
type ExecutionLog = v.InferOutput<typeof ExecutionLogSchema>

/** The log after the run came to stand as it does. `before`: null for a new plan, and where the log cannot be read any more. */
export function logRun(before: ExecutionLog | null, plan: string, run: PlanRun, at: string): ExecutionLog {
  const stood = new Map(before === null ? [] : statesOf(before.run))
  const changes = statesOf(run).flatMap(([of, to]) => {
    const from = stood.get(of) ?? null
    return from === to ? [] : [{ at, of, from, to }]
  })
  return { schema: 'greenlight/execution-log@1', plan, run, changes: [...(before?.changes ?? []), ...changes].slice(-mostChanges) }
}

function statesOf(run: PlanRun): ReadonlyArray<readonly [of: string, state: string]> {
  return [['plan', run.state], ...run.actions.map(({ id, state }) => [id, state] as const)]
}
