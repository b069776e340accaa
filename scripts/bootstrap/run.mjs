import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * npm that is asked to end takes its shell with it but not us, and nobody would ever stop what we run. So below npm we end
 * the child when our parent has gone. Windows ends whole trees by itself and never changes a parent's number.
 */
export function whenOrphaned(act, env = process.env) {
  if (env.npm_lifecycle_event === undefined || process.platform === 'win32') return () => {}
  const parent = process.ppid
  const timer = setInterval(() => process.ppid !== parent && act(), 250)
  timer.unref()
  return () => clearInterval(timer)
}

const statusOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0)

/** Calls `act(signal)` when we are asked to end, or left alone by npm. Answers what takes it back. */
function whenAsked(act) {
  const offs = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    const handler = () => act(signal)
    process.on(signal, handler)
    return () => process.off(signal, handler)
  })
  offs.push(whenOrphaned(() => act('SIGTERM')))
  return () => offs.forEach((off) => off())
}

/**
 * Runs a program with our terminal as its own and answers its exit status (128 + number for a signal, as a shell says).
 * Signals are handed on; Ctrl-C in a terminal reaches the child by itself, so there it is only waited for.
 */
export function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options })
  const off = whenAsked((signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(statusOf(code, signal)))
  }).finally(off)
}

/**
 * Runs a program and keeps what it prints, on both streams, in order of arrival; `hear` gets it at once as well.
 * Never rejects: a program that cannot be started ends with 127. When we are asked to end, it ends first and then we do:
 * an npm left behind would go on writing into node_modules below the next one.
 */
export function runQuietly(command, args, { hear = () => {}, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    let asked = null
    const off = whenAsked((signal) => {
      asked = signal
      child.kill(signal)
    })
    const end = (status) => {
      off()
      if (asked !== null) process.exit(statusOf(null, asked))
      resolve({ status, output })
    }
    const take = (text) => {
      output += text
      hear(text)
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    child.once('error', (error) => {
      take(`${error.message}\n`)
      end(127)
    })
    child.once('close', (code, signal) => end(statusOf(code, signal)))
  })
}
