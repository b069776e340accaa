import type { World } from '../../main.js'
import type { OpenModels } from '../../main/models/open-models.js'
import type { Place } from '../../main/place.js'
import { type Given, type Terminal, UsageError } from '../command.js'

export interface SubCall {
  /** Arguments after the sub-command. */
  readonly rest: readonly string[]
  readonly given: Given
  readonly terminal: Terminal
  readonly json: boolean
  readonly world: World
  readonly place: Place
  readonly models: OpenModels
  /** Sees to it that the index knows every file and its header. */
  readonly refresh: () => Promise<void>
  readonly progress: { readonly end: () => void }
}

/** One of `greenlight models ...`. */
export interface Sub {
  /** Throws a UsageError before anything is opened. */
  readonly expects: (rest: readonly string[], given: Given) => void
  readonly run: (call: SubCall) => Promise<number>
}

export function takes(name: string, least: number, most: number, what: string): Sub['expects'] {
  return (rest) => {
    if (rest.length < least) throw new UsageError(`models ${name} needs ${what}.`)
    if (rest.length > most) throw new UsageError(`models ${name} does not take "${rest[most]}".`)
  }
}

export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`)
}
