import { printable } from '../core/readings/printable.js'
import { fetchUv } from '../main/python/fetch-uv.js'
import { type Run, UsageError } from './command.js'
import { progressLine } from './progress-line.js'

/** `greenlight uv fetch`: the one program that Greenlight brings, and only when it is told to. */
export const uv: Run = async (given, terminal) => {
  if (given.paths[0] !== 'fetch') throw new UsageError(`uv does not know "${given.paths[0]}"; it knows: fetch.`)
  const line = progressLine(terminal)
  const path = await fetchUv({ env: terminal.env, data: given.text('data'), signal: terminal.signal, progress: (done, total) => line.step(done, total, 'bytes of uv') })
  line.end()
  terminal.out(`${printable(path)}\n`)
  return 0
}
