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

/**
 * Runs a program with our terminal as its own and answers its exit status (128 + number for a signal, as a shell says).
 * Signals are handed on; Ctrl-C in a terminal reaches the child by itself, so there it is only waited for.
 */
export function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options })
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    const handler = () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    process.on(signal, handler)
    return () => process.off(signal, handler)
  })
  handlers.push(whenOrphaned(() => child.kill('SIGTERM')))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  }).finally(() => handlers.forEach((off) => off()))
}

/**
 * Runs a program and keeps what it prints, on both streams, in order of arrival; `hear` gets it at once as well.
 * Never rejects: a program that cannot be started ends with 127.
 */
export function runQuietly(command, args, { hear = () => {}, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    const take = (text) => {
      output += text
      hear(text)
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    child.once('error', (error) => resolve({ status: 127, output: `${output}${error.message}\n` }))
    child.once('close', (code, signal) => resolve({ status: code ?? 128 + (constants.signals[signal] ?? 0), output }))
  })
}
