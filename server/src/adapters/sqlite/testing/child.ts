import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** A real process that runs one of our files as it stands; killed when the test ends. */
export interface Child {
  /** Its next line. */
  line(): Promise<string>
  /** Ends it as the kernel would, with no last word. */
  kill(): Promise<void>
}

export function startChild(file: URL, ...args: readonly string[]): Child {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', new URL('sources.mjs', import.meta.url).href, fileURLToPath(file), ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = once(child, 'exit')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
  return {
    async line() {
      const { value, done } = await lines.next()
      if (done === true) throw new Error(`${file.href} ended`)
      return String(value)
    },
    kill,
  }
}
