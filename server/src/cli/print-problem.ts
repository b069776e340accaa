import type { Problem } from '@greenlight/shared/problem'
import type { Terminal } from './command.js'

/** One coded problem on stderr: what happened, then what to do. Reads without colour. */
export function printProblem(terminal: Terminal, problem: Problem): void {
  terminal.err(`${problem.code}: ${problem.message}\n  hint: ${problem.hint}\n`)
}
