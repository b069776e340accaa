import { measureWorkerIndex } from './worker-index.mjs'

/** How late the main thread is while the worker indexes and a page asks twice a second. */
export const name = 'cold header index: event loop late, p99'

export async function run() {
  const { files, ms, p50, p99, firstAnswer } = await measureWorkerIndex()
  return { value: p99, target: 20, unit: 'ms', details: `${files} files in ${(ms / 1000).toFixed(1)} s, median ${p50.toFixed(1)} ms; first answer after ${(firstAnswer / 1000).toFixed(1)} s` }
}
