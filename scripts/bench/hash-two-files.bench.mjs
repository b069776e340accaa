import { availableParallelism } from 'node:os'
import { withFiles, withHasher } from './hash-files.mjs'
import { quantile, timeRuns } from './measure.mjs'

/**
 * Two files on two threads against the same two on one; 1.5 times the speed is two thirds of the time. The best of several
 * turns, for a second processor that another program holds says nothing about us.
 */
export const name = 'two files on two threads, x one thread'

export async function run() {
  return withFiles([512, 512], (paths) =>
    withHasher({ backend: 'native', workers: 1 }, (one) =>
      withHasher({ backend: 'native', workers: 2 }, async (two) => {
        const hashWith = (hasher) => () => Promise.all(paths.map((path) => hasher.digest(path, {})))
        const times = { alone: [], together: [] }
        for (let turn = 0; turn < 20; turn++) {
          times.alone.push(...(await timeRuns(hashWith(one), { times: 1 })))
          times.together.push(...(await timeRuns(hashWith(two), { times: 1 })))
        }
        const [alone, together] = [quantile(times.alone, 0), quantile(times.together, 0)]
        const details = `${together.toFixed(0)} ms against ${alone.toFixed(0)} ms: ${(alone / together).toFixed(2)} x the speed, ${availableParallelism()} processors`
        return { ratio: together / alone, target: 0.67, unit: 'x', details }
      }),
    ),
  )
}
