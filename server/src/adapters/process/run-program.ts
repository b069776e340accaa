import { type ChildProcess, spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import type { ProgramAnswer, ProgramAsk } from '../../core/change-ports.js'
import { boundedText } from './bounded-text.js'
import { childEnv } from './child-env.js'
import { findProgram } from './find-program.js'
import { killGroup } from './kill-group.js'
import { leashWords, sealWords } from './words-before.js'

/** How long a program that was asked to end may take, and how long its output may stay open after it ended. */
const graceMs = 1500

/**
 * Runs one program to its end: argument list as it is, no shell, few variables, no window; its children die with it and, on Linux, it dies
 * with us. Answers what it printed and how it ended; rejects with the signal's reason alone.
 */
export async function runProgram(ask: ProgramAsk): Promise<ProgramAnswer> {
  ask.signal.throwIfAborted()
  const found = await findProgram(ask.command, process.env)
  if (!found.ok) return unstarted(found.why)
  if (ask.args.some((arg) => arg.includes('\0'))) return unstarted('refused')
  if (!(await isFolder(ask.cwd))) return unstarted('unstartable')
  const seal = ask.network === 'none' ? await sealWords(process.env) : []
  // The leash is last: a new user namespace would take it off.
  const [command = found.path, ...words] = [...seal, ...(await leashWords(process.env)), found.path]
  ask.signal.throwIfAborted()
  let child: ChildProcess
  try {
    child = spawn(command, [...words, ...ask.args], {
      cwd: ask.cwd,
      env: childEnv(process.env, ask.env ?? {}, ask.network),
      stdio: [ask.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      shell: false,
      windowsHide: true,
    })
  } catch {
    return unstarted('unstartable')
  }
  const answer = await follow(child, ask)
  ask.signal.throwIfAborted()
  return { ...answer, offline: ask.network === 'allowed' ? null : seal.length === 0 ? 'asked' : 'sealed' }
}

function follow(child: ChildProcess, ask: ProgramAsk): Promise<Omit<ProgramAnswer, 'offline'>> {
  return new Promise((done) => {
    const [stdout, stderr] = [boundedText(ask.maxOutputBytes), boundedText(ask.maxOutputBytes)]
    const heard = new TextDecoder()
    let timedOut = false
    const timers: NodeJS.Timeout[] = []
    const later = (ms: number, what: () => void) => timers.push(setTimeout(what, ms))
    let ending = false
    const end = () => {
      if (child.pid === undefined || ending) return
      ending = true
      killGroup(child.pid, 'SIGTERM')
      later(graceMs, () => child.pid !== undefined && child.exitCode === null && killGroup(child.pid, 'SIGKILL'))
    }
    const finish = (code: number | null, why: ProgramAnswer['unstarted']) => {
      for (const timer of timers) clearTimeout(timer)
      ask.signal.removeEventListener('abort', end)
      done({
        code,
        stdout: stdout.text(),
        stderr: stderr.text(),
        timedOut,
        cut: stdout.cut || stderr.cut,
        unstarted: why,
      })
    }
    later(Math.min(ask.timeoutMs, 2 ** 31 - 1), () => {
      timedOut = true
      end()
    })
    ask.signal.addEventListener('abort', end, { once: true })
    child.on('error', () => child.pid === undefined && finish(null, 'unstartable'))
    child.stdout?.on('data', (piece: Uint8Array) => {
      stdout.add(piece)
      if (stdout.cut && ask.endWhenCut === true) end()
    })
    child.stderr?.on('data', (piece: Uint8Array) => {
      stderr.add(piece)
      ask.heard?.(heard.decode(piece, { stream: true }))
    })
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(ask.input)
    child.on('exit', () => {
      // What it left running would keep its output open, and outlive it.
      if (child.pid !== undefined && process.platform !== 'win32') killGroup(child.pid, 'SIGKILL')
      later(graceMs, () => {
        child.stdout?.destroy()
        child.stderr?.destroy()
      })
    })
    child.on('close', (code) => finish(code, null))
  })
}

function unstarted(why: NonNullable<ProgramAnswer['unstarted']>): ProgramAnswer {
  return { code: null, stdout: '', stderr: '', timedOut: false, cut: false, unstarted: why, offline: null }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
