import type { Problem } from '@greenlight/shared/problem'
import { problem, ProblemError } from '../../problems.js'

/** What went wrong with one action; `cause` is what was thrown. */
export class ActionFailed extends Error {
  readonly action: string
  constructor(action: string, says: string | null, options?: ErrorOptions) {
    super(says ?? 'failed', options)
    this.action = action
  }
}

/** The coded problem of whatever was thrown. Nothing of an uncoded error is shown: it may hold anything. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof ActionFailed) return error.cause === undefined ? problem('RESULT_NOT_SHOWN', { says: error.message }) : problemOf(error.cause)
  if (error instanceof Error && error.name === 'TimeoutError') return problem('ACTION_TOO_SLOW')
  return problem('INTERNAL')
}
