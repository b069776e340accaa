import { inSlices, makeFiles, root, withIndex } from './make-index.mjs'
import { median, timeRuns } from './measure.mjs'

/** The same rows by one prepared statement a table, in one transaction, into the same tables with the same indexes. */
function insertRaw(Database, path, files) {
  const sqlite = new Database(path)
  sqlite.pragma('synchronous = NORMAL')
  const content = sqlite.prepare('insert into contents (id, size) values (?, ?)')
  const place = sqlite.prepare(
    'insert into files (id, root_id, name, lowered, ending, size, modified, inode, link, content_id) values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  sqlite.transaction(() => {
    for (const [at, { name, size, modified, inode, link }] of files.entries()) {
      content.run(at + 1, size)
      place.run(at + 1, name, name.toLowerCase(), '.safetensors', size, modified, inode, link, at + 1)
    }
  })()
  sqlite.close()
}

export const name = 'record 100,000 files, x raw insert'

export async function run() {
  const files = makeFiles(100_000)
  const ours = []
  const raw = []
  for (let round = 0; round < 3; round++) {
    raw.push(
      ...(await withIndex(({ path, Database }) => timeRuns(() => insertRaw(Database, path, files), { times: 1 }))),
    )
    ours.push(
      ...(await withIndex(({ index }) =>
        timeRuns(() => inSlices(files, 5000, (found) => index.record(root, { found, gone: [] })), { times: 1 }),
      )),
    )
  }
  return {
    ratio: median(ours) / median(raw),
    target: 2,
    unit: 'x',
    details: `${median(ours).toFixed(0)} ms against ${median(raw).toFixed(0)} ms, 5,000 a call`,
  }
}
