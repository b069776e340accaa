import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { bestInTurn } from './hash-files.mjs'
import { openIndexing, withModelTree } from './model-tree.mjs'

const files = 50_000
const run1 = promisify(execFile)

/** What each start costs: walk, stat and the whole table, nothing changed. Against a plain walk that prints the same facts. */
export const name = 'unchanged rescan of 50,000 files, x find'

export async function run() {
  return withModelTree({ files, tensors: 1, bytes: 1_000_000 }, async ({ folder, models, roots }) => {
    const state = join(folder, 'state')
    const first = await openIndexing(state)
    await first.scan(roots)
    await first.close()
    let outcome = null
    const read = { opened: 0, bytes: 0 }
    const rescan = async () => {
      const indexing = await openIndexing(state)
      outcome = await indexing.scan(roots)
      read.opened += indexing.count.opened
      read.bytes += indexing.count.bytes
      await indexing.close()
    }
    const find = () => run1('find', [models, '-type', 'f', '-printf', '%T@ %s %p\\n'], { maxBuffer: 2 ** 30 })
    const [ours, floor] = await bestInTurn([rescan, find], { times: 12 })
    if (outcome.files !== files || outcome.found + outcome.gone > 0) throw new Error(`the rescan found ${outcome.found} changes`)
    if (read.opened > 0) throw new Error(`${read.bytes} bytes of content were read`)
    return { ratio: ours / floor, target: 2, unit: 'x', details: `${ours.toFixed(0)} ms with opening the database, find ${floor.toFixed(0)} ms; 0 bytes of content` }
  })
}
