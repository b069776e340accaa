import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ChildTask } from './download-child.js'

const resolver = new URL('../../../adapters/hashing/testing/resolve-sources.ts', import.meta.url).href
const child = fileURLToPath(new URL('./download-child.ts', import.meta.url))

interface Started {
  readonly process: ChildProcess
  /** Code and signal, when all that it said was read. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>
  /** Lines so far. */
  readonly said: unknown[]
  /** Bytes of bodies that reached it. */
  readonly received: () => number
}

/** Starts downloads in a process of their own; resolves once they begin. `before`: words of a command that runs it. */
export async function startDownload(task: ChildTask, before: readonly string[] = []): Promise<Started> {
  const flags = ['--disable-warning=ExperimentalWarning', '--experimental-transform-types', '--import', resolver]
  const [command = '', ...words] = [...before, process.execPath, ...flags, child, JSON.stringify(task)]
  const started = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] })
  const said: unknown[] = []
  const ready = Promise.withResolvers<null>()
  let received = 0
  eachLine(started.stdio[1], (line) => {
    said.push(JSON.parse(line))
    ready.resolve(null)
  })
  eachLine(started.stdio[3], (line) => {
    received += Number(line)
  })
  const ended = once(started, 'close').then(([code, signal]: unknown[]) => ({ code: code as number | null, signal: signal as string | null }))
  await Promise.race([ready.promise, ended])
  return { process: started, ended, said, received: () => received }
}

function eachLine(stream: ChildProcess['stdio'][number] | undefined, take: (line: string) => void): void {
  let rest = ''
  stream?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(take)
  })
}
