import { execFile } from 'node:child_process'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { backendOf, bestInTurn, hashBarely, withFiles, withHasher } from './hash-files.mjs'

const ask = promisify(execFile)
const b3sum = (...args) => ask('b3sum', args).then(({ stdout }) => stdout.split(' ')[0], () => null)

/** Time of 1 GiB through the hasher's thread against the slower-to-beat of its floors: the native hasher alone, and b3sum. */
export const name = 'hash 1 GiB, x the bare hasher and b3sum'

export async function run() {
  return withFiles([1024], ([path]) =>
    withHasher({ backend: 'native', workers: 1 }, async (hasher) => {
      const backend = await backendOf('native')
      const hasB3sum = (await b3sum('--version')) !== null
      const theirs = hasB3sum ? [() => b3sum('--num-threads', '1', '--no-mmap', path)] : []
      const delay = monitorEventLoopDelay({ resolution: 1 })
      const answers = new Set()
      const ours = async () => {
        delay.enable()
        const { blake3 } = await hasher.digest(path, {})
        delay.disable()
        answers.add(blake3)
      }
      const runs = [ours, () => answers.add(hashBarely(backend, path)), ...theirs.map((run) => async () => answers.add(await run()))]
      const [mine, bare, other] = await bestInTurn(runs, { times: 9 })
      if (answers.size !== 1) throw new Error(`the hashers disagree: ${[...answers].join(', ')}`)
      const rate = (ms) => `${(1024 / 1024 / (ms / 1000)).toFixed(2)} GiB/s`
      const against = other === undefined ? 'b3sum not run: not installed' : `b3sum ${rate(other)} (${(mine / other).toFixed(2)} x)`
      const loop = `event loop p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms`
      const details = `${rate(mine)}; bare ${rate(bare)} (${(mine / bare).toFixed(2)} x); ${against}; ${loop}`
      return { ratio: mine / Math.min(bare, other ?? bare), target: 1.18, unit: 'x', details }
    }),
  )
}
