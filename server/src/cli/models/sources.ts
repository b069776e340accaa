import type { SourceSearch } from '@greenlight/shared/sources'
import { sourceNames, type SourceName } from '@greenlight/shared/sources'
import { formatBytes } from '../../core/model-files/words.js'
import { printable } from '../../core/readings/printable.js'
import { scriptEntries } from '../../core/sources/script-of-searches.js'
import { scriptFor, scriptShells, scriptTools } from '../../core/sources/script.js'
import { openProviders } from '../../main/find-sources/open-providers.js'
import { targetFolders } from '../../main/find-sources/target-folders.js'
import { allowedHosts } from '../../main/sources/allowed-hosts.js'
import { problem } from '../../problems.js'
import { findWorkflowSources } from '../../use-cases/find-sources/find-workflow-sources.js'
import { inspectBytes } from '../../use-cases/inspect.js'
import { type Given, UsageError } from '../command.js'
import { printProblem } from '../print-problem.js'
import { progressLine } from '../progress-line.js'
import { printJson, type Sub, type SubCall, takes } from './sub.js'

/** Where the models of a workflow that are not here are to be had; with `--script`, what would fetch them. */
export const sources: Sub = {
  expects(rest, given) {
    takes('sources', 1, 1, 'a FILE')(rest, given)
    readAsk(given)
    readScript(given)
  },
  async run(call) {
    const { rest, given, terminal, json, world, place } = call
    const [path = ''] = rest
    const file = await world.files.read(path)
    if (!file.ok) return refuse(call, [file.problem])
    const installed = await place.read({ signal: terminal.signal })
    const ports = world.portsFor(place)
    const inspected = await inspectBytes(ports, installed, { path, bytes: file.bytes })
    if (inspected.workflow === null && inspected.report.held === undefined)
      return refuse(call, inspected.report.problems)
    const progress = progressLine(terminal)
    const providers = await openProviders(await world.outside())
    const parts = { providers, catalogue: ports.catalogue, now: () => performance.now() }
    const request = { inspected, installed, ask: readAsk(given), allowed: allowedHosts(terminal.env) }
    const found = await findWorkflowSources(parts, request, { signal: terminal.signal, progress: progress.step })
    progress.end()
    const script = readScript(given)
    if (json) printJson(terminal, found)
    else if (script !== null) terminal.out(scriptFor(scriptEntries(found.searches, await targetFolders(place)), script))
    else terminal.out(asLines(found.searches))
    return found.searches.every(({ state }) => state === 'FOUND') ? 0 : 1
  },
}

function refuse({ terminal }: SubCall, problems: readonly ReturnType<typeof problem>[]): number {
  for (const told of problems.length === 0 ? [problem('NOT_A_WORKFLOW')] : problems) printProblem(terminal, told)
  return 1
}

function readAsk(given: Given): SourceName[] {
  const texts = (given.text('ask') ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')
  return texts.map((text) => oneOf(sourceNames, text, '--ask'))
}

function readScript(given: Given): { tool: (typeof scriptTools)[number]; shell: (typeof scriptShells)[number] } | null {
  const [tool, shell] = [given.text('script'), given.text('shell')]
  if (tool === undefined) {
    if (shell !== undefined) throw new UsageError('--shell says how to write --script, which is not there.')
    return null
  }
  if (given.text('format') === 'json') throw new UsageError('--script is text; leave --format json away.')
  const usual = process.platform === 'win32' ? 'powershell' : 'posix'
  return {
    tool: oneOf(scriptTools, tool, '--script'),
    shell: shell === undefined ? usual : oneOf(scriptShells, shell, '--shell'),
  }
}

function oneOf<const T extends string>(words: readonly T[], text: string, option: string): T {
  const found = words.find((word) => word === text)
  if (found === undefined) throw new UsageError(`${option} is one of ${words.join(', ')}, not "${text}".`)
  return found
}

function asLines(searches: readonly SourceSearch[]): string {
  if (searches.length === 0) return 'Every model that the workflow asks for is here.\n'
  return searches.map((search) => `${[head(search), ...body(search)].map(printable).join('\n')}\n`).join('')
}

function head({ name, directory, state }: SourceSearch): string {
  return `${state.padEnd(16)} ${name}${directory === null ? '' : ` (${directory})`}`
}

/** An answer needs no log; what is none shows its candidates and how it was searched. */
function body({ state, source, candidates, steps }: SourceSearch): string[] {
  if (source !== null) return [`  ${sayPlace(source)}`]
  const options = candidates.map(
    ({ source: one, reasons, confidence }) => `  ${confidence.toFixed(2)} ${sayPlace(one)}  ${reasons.join(' ')}`,
  )
  const log = steps.map(({ phase, of, asked, came }) => `  ${phase} ${of}: ${asked}: ${came}`)
  return state === 'FOUND' ? log.slice(-1) : [...options, ...log]
}

function sayPlace({ url, raw, from, size, licence, access, sha256 }: NonNullable<SourceSearch['source']>): string {
  const more = [
    from,
    size === undefined ? undefined : formatBytes(size),
    licence,
    access === 'open' ? undefined : access,
    sha256 === undefined ? undefined : 'hash known',
  ]
  return `${raw ?? url}  (${more.filter((word) => word !== undefined).join(', ')})`
}
