import type { Terminal } from './command.js'

const everyMs = 100

/** Progress of long work on stderr: one line that is rewritten on a terminal, nothing at all elsewhere. */
export function progressLine(terminal: Terminal, now: () => number = () => performance.now()) {
  let last = now()
  let shown = false
  return {
    step(done: number, total: number | null, what: string): void {
      if (!terminal.lively || now() - last < everyMs) return
      last = now()
      shown = true
      const count = total === null ? `${done}` : `${done}/${total}`
      terminal.err(`\r\u001b[2K${count} ${what}`.slice(0, terminal.width + 5))
    },
    end(): void {
      if (shown) terminal.err('\r\u001b[2K')
    },
  }
}
