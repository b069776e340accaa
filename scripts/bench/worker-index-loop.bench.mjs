import { measureWorkerIndex } from './worker-index.mjs'

/** How late the main thread is while the worker indexes and a page asks once a second. */
export const name = 'cold header index: event loop late, p99'

export async function run() {
  const { files, ms, p50, p99, firstAnswer, slowest } = await measureWorkerIndex()
  return { value: p99, target: 20, unit: 'ms', details: `${files} files in ${(ms / 1000).toFixed(1)} s, median ${p50.toFixed(1)} ms; first answer after ${(firstAnswer / 1000).toFixed(1)} s, slowest ${slowest.toFixed(0)} ms` }
}
