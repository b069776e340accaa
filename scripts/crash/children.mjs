import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createTally } from './fetched.mjs'

const program = fileURLToPath(new URL('./child.mjs', import.meta.url))

/**
 * A child that is loaded and waits. One thread for files (UV_THREADPOOL_SIZE), so that its system calls come in one order. `threads`: the
 * numbers of the two that change files.
 */
async function openChild(bundle) {
  // Where a limit on file sizes is met, the write shall fail and not the program.
  const child = spawn('sh', ['-c', 'trap "" XFSZ; exec "$0" "$@"', process.execPath, program, bundle], { stdio: ['pipe', 'pipe', 'ignore', 'pipe'], env: { ...process.env, UV_THREADPOOL_SIZE: '1' } })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const exited = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })))
  const { tally, take } = createTally()
  createInterface({ input: child.stdio[3] }).on('line', (line) => take(JSON.parse(line)))
  child.stdin.on('error', () => undefined)
  if ((await lines.next()).value !== 'ready') throw new Error('The child program did not start.')
  const pool = readdirSync(`/proc/${child.pid}/task`).find((tid) => readFileSync(`/proc/${child.pid}/task/${tid}/comm`, 'utf8').startsWith('libuv-worker'))
  if (pool === undefined) throw new Error('The child program has no thread for files.')
  return {
    pid: child.pid,
    threads: { main: child.pid, pool: Number(pool) },
    /** Does it; answers how it ended: `signal` where it was killed, else what the child said; and what came from outside until then. */
    async act(order) {
      child.stdin.write(`${JSON.stringify(order)}\n`)
      const { value } = await lines.next()
      const { signal } = await exited
      return { signal, said: value === undefined ? null : JSON.parse(value).end, fetched: tally }
    },
    kill: () => child.kill('SIGKILL'),
  }
}

/** Keeps a few children waiting, for to start one takes longer than what it then does. */
export function openChildren(bundle, most) {
  const waiting = []
  const fill = () => {
    while (waiting.length < most) waiting.push(openChild(bundle))
  }
  fill()
  return {
    next() {
      const one = waiting.shift()
      fill()
      return one
    },
    async close() {
      for (const child of await Promise.allSettled(waiting)) child.value?.kill()
    },
  }
}
