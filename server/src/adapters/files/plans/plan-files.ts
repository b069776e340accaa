import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Plan, PlanSchema } from '@greenlight/shared/plans'
import * as v from 'valibot'
import type { KeptPlan } from '../../../core/change-ports.js'
import { ProblemError } from '../../../problems.js'
import { codeOf, reasonOf } from '../reason.js'
import { ExecutionLogSchema } from './execution-log.js'

/** Bytes; no plan of ours comes near. */
const largest = 64 * 1024 * 1024

const StoredPlanSchema = v.object({ ...PlanSchema.entries, createdAt: v.string() })

/** What the plan's own contents give: `sha256:<64 hex>`. */
export type DigestOf = (plan: Omit<Plan, 'digest' | 'id'>) => string

/** PLAN_NOT_FOUND, PLAN_UNREADABLE. */
export async function readKept(folder: string, id: string, digestOf: DigestOf): Promise<KeptPlan> {
  const unreadable = (because: string): ProblemError => new ProblemError('PLAN_UNREADABLE', { plan: id, because })
  const json = async (name: string): Promise<unknown> => {
    const path = join(folder, name)
    try {
      if ((await stat(path)).size > largest) throw unreadable(`${name} is too large`)
      const value: unknown = JSON.parse(await readFile(path, 'utf8'))
      return value
    } catch (error) {
      if (error instanceof ProblemError) throw error
      if (error instanceof SyntaxError) throw unreadable(`${name} is no JSON`)
      if (codeOf(error) === 'ENOENT' && name === 'plan.json') throw new ProblemError('PLAN_NOT_FOUND', { plan: id })
      throw unreadable(`${name}: ${reasonOf(error)}`)
    }
  }
  const stored = v.safeParse(StoredPlanSchema, await json('plan.json'))
  if (!stored.success) throw unreadable(`plan.json is no plan at ${v.getDotPath(stored.issues[0]) ?? 'its beginning'}`)
  const { createdAt, ...plan } = stored.output
  if (plan.id !== id) throw unreadable('plan.json is that of another plan')
  if (digestOf(plan) !== plan.digest) throw unreadable('plan.json does not say what its digest was made of')
  const log = v.safeParse(ExecutionLogSchema, await json('execution_log.json'))
  if (!log.success) throw unreadable('execution_log.json is no log of a plan')
  return { plan, run: log.output.run, createdAt }
}

/** `plan.json`: the plan as it goes over the wire, and when it was made. */
export function planText({ plan, createdAt }: KeptPlan): string {
  return `${JSON.stringify({ ...plan, createdAt }, null, 2)}\n`
}
