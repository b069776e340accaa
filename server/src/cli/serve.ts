import { setTimeout as pause } from 'node:timers/promises'
import { openDoor } from '../main/door.js'
import { findRunningSidecar } from '../main/running-sidecar.js'
import { problem } from '../problems.js'
import { type Run, type Terminal, UsageError } from './command.js'
import { palette } from './palette.js'
import { printProblem } from './print-problem.js'
import { progressLine } from './progress-line.js'

const defaultPort = 8189
const breathMs = 20

/** The door opens first, and what stands behind it is loaded while it is open: a panel that waits gets an answer at once. */
export const serve: Run = async (given, terminal) => {
  const port = readPort(given.text('port'))
  const place = { env: terminal.env, data: given.text('data') }
  const running = await findRunningSidecar(place)
  if (running !== null) {
    printProblem(terminal, problem('ALREADY_RUNNING', { url: running.url, pid: running.pid }))
    terminal.out(`${running.address}\n`)
    return 1
  }
  const onFault = (error: unknown) => terminal.err(`${error instanceof Error ? error.stack : String(error)}\n`)
  const door = await openDoor({ ...place, port, onFault })
  try {
    // Loading the rest holds up the event loop: whoever waited for the door is answered before.
    await pause(breathMs)
    const { openHouse } = await import('../main/house.js')
    const house = await openHouse(given, terminal, door, onFault)
    if (house.says !== null) terminal.err(`${house.says}\n`)
    const progress = progressLine(terminal)
    const { installed, lines } = await house.table({ palette: palette(terminal.colour), progress: progress.step, signal: terminal.signal })
    progress.end()
    for (const told of installed.problems) printProblem(terminal, told)
    terminal.out(table(lines, installed.root))
    terminal.out(`\nGreenlight's page: ${door.pageAddress()}\n`)
    terminal.err('Ctrl+C stops it.\n')
    // A plan that cannot go on must not end the companion.
    await house.recover().catch(onFault)
    await house.index()
    await aborted(terminal.signal)
    // Nobody may ask while the parts that answer are ended one by one.
    await door.close()
    await house.stop()
    return 0
  } finally {
    await door.close()
  }
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

function aborted(signal: Terminal['signal']): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done()
    else signal.addEventListener('abort', () => done(), { once: true })
  })
}
