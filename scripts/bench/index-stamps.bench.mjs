import { inSlices, makeFiles, root, withIndex } from './make-index.mjs'
import { timeInTurn } from './measure.mjs'

/** What a scan loads before it compares. */
export const name = 'load 50,000 stamps, x raw rows into a Map'

export function run() {
  return withIndex(async ({ index, path, Database }) => {
    await inSlices(makeFiles(50_000), 5000, (found) => index.record(root, { found, gone: [] }))
    const sqlite = new Database(path, { readonly: true })
    const statement = sqlite.prepare('select id, name, size, modified, inode, link from files where root_id = 1')
    const load = () => new Map(statement.all().map((row) => [row.name, row]))
    try {
      const [raw, ours] = await timeInTurn([load, () => index.stamps(root)], { times: 15, warm: 3 })
      return {
        ratio: ours / raw,
        target: 1.5,
        unit: 'x',
        details: `${ours.toFixed(0)} ms against ${raw.toFixed(0)} ms`,
      }
    } finally {
      sqlite.close()
    }
  })
}
