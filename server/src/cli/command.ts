import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'

/** Where a command prints and what it may read of its surroundings. Everything a test replaces. */
export interface Terminal {
  /** Data. */
  readonly out: (text: string) => void
  /** Logs and progress. */
  readonly err: (text: string) => void
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether stdout, and stderr, are a terminal: only there colour and moving progress. */
  readonly colour: boolean
  readonly lively: boolean
  readonly width: number
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal
}

export interface Option {
  readonly type: 'string' | 'boolean'
  readonly value?: string
  readonly says: string
}

export interface Given {
  readonly paths: readonly string[]
  readonly text: (name: string) => string | undefined
  readonly flag: (name: string) => boolean
}

export interface Command {
  readonly name: string
  readonly arguments: string
  readonly says: string
  readonly options: Readonly<Record<string, Option>>
  /** How many positional arguments: at least, at most. */
  readonly takes: readonly [number, number]
  /** Exit status when a coded problem ends it: 1, for `check` 2. */
  readonly failure: 1 | 2
  /** What it does, loaded when it is asked for: `--help` and the other commands do not pay for it. */
  readonly load: () => Promise<Run>
}

/** Answers the exit status. */
export type Run = (given: Given, terminal: Terminal) => Promise<number>

/** A mistake in the command line: exit status 2. */
export class UsageError extends Error {}

/** Reads one command's arguments; a mistake is a `UsageError` in words. */
export function readArguments(command: Command, args: readonly string[]): Given {
  const options: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } }
  for (const [name, option] of Object.entries(command.options)) options[name] = { type: option.type }
  const parsed = parse(options, args)
  const [least, most] = command.takes
  if (parsed.positionals.length < least) throw new UsageError(`${command.name} needs ${command.arguments}.`)
  if (parsed.positionals.length > most) {
    throw new UsageError(`${command.name} does not take "${parsed.positionals[most]}".`)
  }
  return {
    paths: parsed.positionals,
    text: (name) => {
      const value = parsed.values[name]
      return typeof value === 'string' ? value : undefined
    },
    flag: (name) => parsed.values[name] === true,
  }
}

function parse(options: ParseArgsOptionsConfig, args: readonly string[]) {
  try {
    return parseArgs({ options, args: [...args], allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
