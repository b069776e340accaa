import { describeAll, inSlices, makeFiles, root, withIndex } from './make-index.mjs'
import { timeInTurn } from './measure.mjs'

const sql = `select f.id, f.name, f.size, f.modified, f.inode, f.link, c.facts_version, c.blake3, c.sha256, c.tensors_sha256,
  c.quick, c.comfydock16, c.comfygit16, t.says, l.list from files f join contents c on c.id = f.content_id
  left join facts t on t.id = c.facts_id left join claims l on l.file_id = f.id where f.root_id = 1 and f.name = ?`

/** Both answer the row with its facts as an object, for that is what is asked. */
export const name = 'look up 1,000 models by path, x raw get'

export function run() {
  return withIndex(async ({ index, path, Database }) => {
    const files = makeFiles(20_000)
    await inSlices(files, 5000, (found) => index.record(root, { found, gone: [] }))
    await describeAll(index)
    const names = files.filter((_, at) => at % 20 === 0).map((file) => file.name)
    const paths = names.map((one) => `${root}/${one}`)
    const sqlite = new Database(path, { readonly: true })
    const statement = sqlite.prepare(sql)
    const get = () => names.map((one) => JSON.parse(statement.get(one).says))
    try {
      const [raw, ours] = await timeInTurn([get, () => index.byPaths(paths)], { times: 25, warm: 5 })
      return {
        ratio: ours / raw,
        target: 1.25,
        unit: 'x',
        details: `${ours.toFixed(1)} ms against ${raw.toFixed(1)} ms, facts parsed in both`,
      }
    } finally {
      sqlite.close()
    }
  })
}
