import { readFileSync, statSync } from 'node:fs'
import { describeAll, inSlices, makeFiles, root, withIndex } from './make-index.mjs'

/** Bytes that this process handed to the disk so far; Linux alone counts them. */
const written = () => Number(/^wchar: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))[1])

export const name = 'index 50,000 files: bytes written, x its size'

export function run() {
  return withIndex(async ({ index, path }) => {
    const before = written()
    await inSlices(makeFiles(50_000), 2000, (found) => index.record(root, { found, gone: [] }))
    await describeAll(index)
    await index.finishWalk(root, [])
    await index.close()
    const [all, size] = [written() - before, statSync(path).size]
    const inMegabytes = (bytes) => (bytes / 1e6).toFixed(0)
    return {
      value: all / size,
      target: 5,
      unit: 'x',
      details: `${inMegabytes(all)} MB for ${inMegabytes(size)} MB, 200 described a call`,
    }
  })
}
