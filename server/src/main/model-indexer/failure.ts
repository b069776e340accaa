import type { Problem } from '@greenlight/shared/problem'
import { ProblemError } from '../../problems.js'
import { StoppedError } from './lane.js'
import type { Failure } from './messages.js'

/** Errors lose their class between threads; these keep what people are told. */
export function toFailure(error: unknown): Failure {
  if (error instanceof ProblemError) return { kind: 'problem', problem: error.problem }
  if (error instanceof StoppedError) return { kind: 'stopped' }
  return { kind: 'fault', says: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

export function fromFailure(failure: Failure): Error {
  if (failure.kind === 'problem') return new PassedProblem(failure.problem)
  return failure.kind === 'stopped' ? new StoppedError() : new Error(failure.says)
}

/** A coded problem that was made in another thread. */
class PassedProblem extends ProblemError {
  override readonly problem: Problem
  constructor(problem: Problem) {
    super('INTERNAL')
    this.problem = problem
    this.message = problem.message
  }
}
