import type { WorkflowReport } from '@greenlight/shared/report'
import { asOneLine } from '../core/readings/as-one-line.js'
import { openWorld, project } from '../main.js'
import { movingPlace } from '../main/moving-place.js'
import { findRunningSidecar } from '../main/running-sidecar.js'
import { problem } from '../problems.js'
import { checkPaths } from '../use-cases/check.js'
import { type Command, type Terminal, UsageError } from './command.js'
import { installationOptions } from './installation-options.js'
import { palette } from './palette.js'
import { printProblem } from './print-problem.js'
import { progressLine } from './progress-line.js'
import { savedPaths } from './saved-paths.js'

const defaultPort = 8189

export const serve: Command = {
  name: 'serve',
  arguments: '',
  says: 'Starts the companion that the panel talks to, and its own page. Without a ComfyUI it shows the demo installation.',
  options: {
    ...installationOptions,
    port: { type: 'string', value: 'N', says: `Port on 127.0.0.1; default ${defaultPort}, 0 for any.` },
  },
  takes: [0, 0],
  failure: 1,
  async run(given, terminal) {
    const port = readPort(given.text('port'))
    const world = await openWorld(given, terminal)
    const running = await findRunningSidecar(world)
    if (running !== null) {
      printProblem(terminal, problem('ALREADY_RUNNING', { url: running.url, pid: running.pid }))
      terminal.out(`${running.address}\n`)
      return 1
    }
    const first = await world.findPlaceOrDemo()
    if (first.says !== null) terminal.err(`${first.says}\n`)
    const ports = await world.portsFor(first)
    // Only this command pays for the web server: it is a third of the start of all the others.
    const { startSidecar } = await import('../main/sidecar.js')
    const sidecar = await startSidecar({
      place: movingPlace(first, world.findPlaceOrDemo),
      ports,
      project,
      state: world.state,
      port,
      onFault: (error) => terminal.err(`${error instanceof Error ? error.stack : String(error)}\n`),
    })
    try {
      const { installed } = await sidecar.watch.get()
      for (const told of installed.problems) printProblem(terminal, told)
      const progress = progressLine(terminal)
      const paths = await savedPaths(first)
      const { check } = await checkPaths(ports, installed, { paths, progress: progress.step, signal: terminal.signal })
      progress.end()
      const lines = check.reports.map((report) => asOneLine(within(report, installed.root), { palette: palette(terminal.colour) }))
      terminal.out(table(lines, installed.root))
      terminal.out(`\nGreenlight's page: ${sidecar.pageAddress()}\n`)
      terminal.err('Ctrl+C stops it.\n')
      await aborted(terminal.signal)
      return 0
    } finally {
      await sidecar.stop()
    }
  },
}

function readPort(text = String(defaultPort)): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65535) throw new UsageError(`--port is a number from 0 to 65535, not "${text}".`)
  return port
}

function table(lines: readonly string[], root: string | null): string {
  const head = root === null ? 'No installation to look at.' : `Workflows of ${root}`
  return `${[head, ...(lines.length === 0 ? ['  (none saved yet)'] : lines.map((line) => `  ${line}`))].join('\n')}\n`
}

/** The table's head names the installation; its lines need not. */
function within(report: WorkflowReport, root: string | null): WorkflowReport {
  const { path } = report.workflow
  const short = root !== null && path.startsWith(root) ? path.slice(root.length).replace(/^[/\\]+/, '') : path
  return { ...report, workflow: { ...report.workflow, path: short } }
}

function aborted(signal: Terminal['signal']): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done()
    else signal.addEventListener('abort', () => done(), { once: true })
  })
}
