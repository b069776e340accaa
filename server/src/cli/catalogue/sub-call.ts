import type { Given, Terminal } from '../command.js'

/** One of `greenlight catalogue ...`. */
export interface SubCall {
  /** Arguments after the sub-command. */
  readonly rest: readonly string[]
  readonly given: Given
  readonly terminal: Terminal
  readonly json: boolean
}
