import { join } from 'node:path'
import { coldRuns } from './catalogue-runs.mjs'
import { makeCatalogue } from './make-catalogue.mjs'

/** What every further check pays: the block that the second one left is asked without parsing the lists. */
export const name = 'look up 120 types, new process, x JSON.parse'

export function run() {
  const { folder, files, remove } = makeCatalogue()
  const ask = ['ask', folder, join(folder, 'state')]
  try {
    coldRuns([{ args: ask }], 2)
    const [parse, kept] = coldRuns([{ args: ['parse', files.map, files.list] }, { args: ask }], 9)
    return { ratio: kept / parse, target: 1.2, unit: 'x', details: `${kept.toFixed(0)} ms against ${parse.toFixed(0)} ms` }
  } finally {
    remove()
  }
}
