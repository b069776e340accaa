import { measureWorkerIndex } from './worker-index.mjs'

/** The whole process, worker included, at its most. */
export const name = 'cold header index: memory'

export async function run() {
  const { files, rss } = await measureWorkerIndex()
  return { value: rss / 1e6, target: 400, unit: 'MB', details: `${files} files of 200 tensors` }
}
