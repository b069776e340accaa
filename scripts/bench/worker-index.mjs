import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { quantile } from './measure.mjs'
import { withModelTree } from './model-tree.mjs'

/** 100,000 take over 40 s with the making and removing of the files. */
const files = 20_000
const child = fileURLToPath(new URL('./worker-index-child.mjs', import.meta.url))
let measured = null

export function measureWorkerIndex() {
  return (measured ??= withModelTree({ files, tensors: 200, bytes: 100_000 }, async ({ folder, models }) => {
    const { stdout } = await promisify(execFile)(process.execPath, [child, join(folder, 'state'), models], { maxBuffer: 2 ** 28 })
    const { described, ms, late, rss, firstAnswer, slowest } = JSON.parse(stdout)
    if (described !== files) throw new Error(`${described} of ${files} files were described`)
    if (firstAnswer === null || firstAnswer >= ms) throw new Error('no answer came while it ran')
    return { files, ms, rss, firstAnswer, slowest, p50: quantile(late, 0.5), p99: quantile(late, 0.99) }
  }))
}
