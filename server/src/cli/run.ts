import { problem, ProblemError } from '../problems.js'
import { version } from '../version.js'
import { type Command, readArguments, type Terminal, UsageError } from './command.js'
import { commandHelp, overview } from './help.js'
import { printProblem } from './print-problem.js'

/** Runs one command line; answers the exit status. Nothing it meets is thrown further. */
export async function runCli(commands: readonly Command[], args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args
  if (name === '--version' || name === '-v') return printed(terminal, `${version}\n`)
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    return printed(terminal, overview(commands, version))
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (command === undefined) {
    terminal.err(`greenlight has no command "${name}". \`greenlight --help\` lists them.\n`)
    return 2
  }
  if (asksForHelp(rest)) return printed(terminal, commandHelp(command))
  try {
    const given = readArguments(command, rest)
    return await (await command.load())(given, terminal)
  } catch (error) {
    return failed(error, command, terminal)
  }
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  const before = end === -1 ? args : args.slice(0, end)
  return before.includes('--help') || before.includes('-h')
}

function printed(terminal: Terminal, text: string): number {
  terminal.out(text)
  return 0
}

function failed(error: unknown, command: Command, terminal: Terminal): number {
  if (error instanceof UsageError) {
    terminal.err(`${error.message}\n\`greenlight ${command.name} --help\` tells how it is used.\n`)
    return 2
  }
  if (terminal.signal.aborted) {
    terminal.err('Stopped.\n')
    return 130
  }
  if (error instanceof ProblemError) {
    printProblem(terminal, error.problem)
    return command.failure
  }
  printProblem(terminal, problem('INTERNAL'))
  if (terminal.env.GREENLIGHT_DEBUG) terminal.err(`${error instanceof Error ? error.stack : String(error)}\n`)
  return 2
}
