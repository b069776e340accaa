import type { OpenDecisions } from '../../main/decisions/open-decisions.js'
import type { Given, Terminal } from '../command.js'

export interface SubCall extends OpenDecisions {
  /** Arguments after the sub-command. */
  readonly rest: readonly string[]
  readonly given: Given
  readonly terminal: Terminal
  readonly json: boolean
}

/** One of `greenlight decisions ...`. */
export interface Sub {
  /** Arguments at least and at most, and what they are. */
  readonly takes: readonly [least: number, most: number, needs: string]
  readonly run: (call: SubCall) => Promise<number>
}

export function printJson({ terminal }: Pick<SubCall, 'terminal'>, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`)
}
