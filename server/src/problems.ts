import type { Problem } from '@greenlight/shared/problem'
import { doorProblems } from './problems/at-the-door.js'
import type { Entry, Facts } from './problems/entry.js'
import { hereProblems } from './problems/here.js'
import { outsideProblems } from './problems/outside.js'
import { packProblems } from './problems/packs.js'
import { planProblems } from './problems/plans.js'
import { readingProblems } from './problems/reading.js'
import { transferProblems } from './problems/transfers.js'

/**
 * The catalogue of coded errors, one list per part of the house below `problems/`. Every code has its page docs/errors/CODE.md (a test
 * compares the two lists). A retired code is never used again.
 */
export const problems = { ...doorProblems, ...hereProblems, ...outsideProblems, ...packProblems, ...planProblems, ...readingProblems, ...transferProblems } as const satisfies Record<string, Entry>

export type ProblemCode = keyof typeof problems

/** Makes the wire form of a coded problem. */
export function problem(code: ProblemCode, facts: Facts = {}): Problem {
  const entry: Entry = problems[code]
  return { code, message: entry.why(facts), hint: entry.hint(facts) }
}

/** For "we cannot go on": carries the coded problem to whoever prints it. A failure of one item is a value, not this. */
export class ProblemError extends Error {
  readonly problem: Problem
  /** A code of ours with its facts, or a problem that another process told. */
  constructor(code: ProblemCode | Problem, facts: Facts = {}, options?: ErrorOptions) {
    const made = typeof code === 'string' ? problem(code, facts) : code
    super(made.message, options)
    this.name = 'ProblemError'
    this.problem = made
  }
}
