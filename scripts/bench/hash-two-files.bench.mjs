import { availableParallelism } from 'node:os'
import { bestInTurn, withFiles, withHasher } from './hash-files.mjs'

/** Two files on two threads against the same two on one; 1.5 times the speed is two thirds of the time. */
export const name = 'two files on two threads, x one thread'

export async function run() {
  return withFiles([512, 512], (paths) =>
    withHasher({ backend: 'native', workers: 1 }, (one) =>
      withHasher({ backend: 'native', workers: 2 }, async (two) => {
        const hashWith = (hasher) => () => Promise.all(paths.map((path) => hasher.digest(path, {})))
        const [alone, together] = await bestInTurn([hashWith(one), hashWith(two)], { times: 20 })
        const details = `${together.toFixed(0)} ms against ${alone.toFixed(0)} ms: ${(alone / together).toFixed(2)} x the speed, ${availableParallelism()} processors`
        return { ratio: together / alone, target: 0.67, unit: 'x', details }
      }),
    ),
  )
}
