import { asJson } from '../core/readings/as-json.js'
import { asJUnit } from '../core/readings/as-junit.js'
import { asMarkdown } from '../core/readings/as-markdown.js'
import { asSarif } from '../core/readings/as-sarif.js'
import { asText } from '../core/readings/as-text.js'
import type { Check } from '@greenlight/shared/report'
import { openWorld } from '../main.js'
import { checkPaths } from '../use-cases/check.js'
import { type Run, type Terminal, UsageError } from './command.js'
import { palette } from './palette.js'
import { printProblem } from './print-problem.js'
import { progressLine } from './progress-line.js'
import { savedPaths } from './saved-paths.js'

const formats = ['text', 'json', 'md', 'junit', 'sarif'] as const
type Format = (typeof formats)[number]

export const check: Run = async (given, terminal) => {
  const format = readFormat(given.text('format'))
  const world = await openWorld(given, terminal)
  const place = await world.findPlace()
  if (place.says !== null) terminal.err(`${place.says}\n`)
  const paths = given.paths.length > 0 ? given.paths : await savedPaths(place)
  if (paths.length === 0) terminal.err('There is no saved workflow to check; name a file or a folder.\n')
  const progress = progressLine(terminal)
  const installed = await place.read({ signal: terminal.signal, progress: progress.step })
  const { problems } = await world.decisions.read()
  for (const told of [...installed.problems, ...problems]) printProblem(terminal, told)
  const { check: result, absent } = await checkPaths(world.portsFor(place), installed, {
    paths,
    timings: given.flag('timings') ? () => performance.now() : undefined,
    progress: progress.step,
    signal: terminal.signal,
  })
  progress.end()
  for (const { problem } of absent) printProblem(terminal, problem)
  terminal.out(print(result, format, terminal))
  const unjudged = given.text('object-info') !== undefined && installed.objectInfo !== 'file'
  return absent.length > 0 || unjudged ? 2 : exitStatus(result)
}

function readFormat(text = 'text'): Format {
  const format = formats.find((candidate) => candidate === text)
  if (format === undefined) throw new UsageError(`--format is one of ${formats.join(', ')}, not "${text}".`)
  return format
}

function print(result: Check, format: Format, terminal: Terminal): string {
  if (format === 'json') return asJson(result)
  if (format === 'md') return asMarkdown(result)
  if (format === 'junit') return asJUnit(result)
  if (format === 'sarif') return asSarif(result)
  return asText(result, { palette: palette(terminal.colour), width: terminal.width })
}

/** contract.md: 2 if any input is unreadable, else 1 if any workflow is not ready, else 0. */
function exitStatus({ summary }: Check): number {
  if (summary.unreadable > 0) return 2
  return summary.fixable + summary.needsChoice + summary.blocked > 0 ? 1 : 0
}
