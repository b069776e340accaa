import type { PlanWarning } from '@greenlight/shared/plans'
import type { Problem } from '@greenlight/shared/problem'
import { warningOf } from './draft.js'

/** Why something that was asked for is not in the plan; a problem that does not name it is told with its name. `asks`: what it would have needed. */
export function leftOut(problem: Problem, subject: string, asks?: string): PlanWarning {
  const warning = warningOf(problem, subject)
  const named = asks === undefined && problem.message.includes(subject)
  return named ? warning : { ...warning, message: `${subject} is left out${asks === undefined ? '' : `, as it asks for ${asks}`}: ${problem.message}` }
}
