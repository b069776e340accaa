import { execFileSync } from 'node:child_process'
import { inRoot } from '../bootstrap/places.mjs'
import { makeCatalogue } from './make-catalogue.mjs'
import { quantile } from './measure.mjs'

/** The first answer after a start: the lists are read, parsed and asked. */
export const name = 'resolve 120 foreign types in 500 nodes, cold'

export async function run() {
  const { folder, remove } = makeCatalogue()
  try {
    const child = inRoot('scripts/bench/resolve-child.mjs')
    const times = Array.from({ length: 7 }, () => Number(execFileSync(process.execPath, [child, folder], { encoding: 'utf8' })))
    return { value: quantile(times, 0.5), target: 150, unit: 'ms', details: `median of 7 processes; ${times.map((ms) => ms.toFixed(0)).sort().join(', ')} ms` }
  } finally {
    remove()
  }
}
