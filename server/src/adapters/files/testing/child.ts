import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** A real process that runs one of our files as it stands; killed when the test ends. */
export interface Child {
  /** Its next line; null when it has ended. */
  line(): Promise<string | null>
  /** Every line that it still has to say, also those said before it died. */
  rest(): Promise<readonly string[]>
  /** Ends it as the kernel would, with no last word. */
  kill(): Promise<void>
}

interface Options {
  /** Blocks of 512 bytes that a file of it may have (`ulimit -f`). */
  readonly fileBlocks?: number
}

const sources = new URL('../../sqlite/testing/sources.mjs', import.meta.url).href

export function startChild(file: URL, args: readonly string[], { fileBlocks }: Options = {}): Child {
  const node = [process.execPath, '--import', sources, fileURLToPath(file), ...args]
  const [command = '', ...rest] = fileBlocks === undefined ? node : ['sh', '-c', `ulimit -f ${fileBlocks}; trap "" XFSZ; exec "$@"`, 'sh', ...node]
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async (): Promise<string | null> => {
    const next = await lines.next()
    return next.done === true ? null : next.value
  }
  return {
    line,
    async rest() {
      const said: string[] = []
      for (let next = await line(); next !== null; next = await line()) said.push(next)
      return said
    },
    kill,
  }
}
