import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openIndexing, withModelTree } from './model-tree.mjs'

const files = 50_000
let measured = null

/** One cold index of 50,000 sparse files of 2 GB with their headers, no hash: its seconds, and what was written for it. */
export function measureColdIndex() {
  return (measured ??= withModelTree({ files, tensors: 8, bytes: 2_000_000_000 }, async ({ folder, roots }) => {
    const state = join(folder, 'state')
    const [before, began] = [written(), performance.now()]
    const indexing = await openIndexing(state)
    await indexing.scan(roots)
    const scanned = performance.now()
    const { described } = await indexing.describe()
    await indexing.close()
    const seconds = (performance.now() - began) / 1000
    if (described !== files) throw new Error(`${described} of ${files} files were described`)
    const size = statSync(join(state, 'models.db')).size
    return { files, seconds, scanSeconds: (scanned - began) / 1000, read: indexing.count.bytes, written: before === null ? null : written() - before, size }
  }))
}

/** Both rows say both figures: they are of one run. */
export function tellColdIndex({ files, seconds, scanSeconds, read, written, size }) {
  const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`
  const stored = written === null ? 'bytes written not counted here' : `${mebibytes(written)} written for ${mebibytes(size)} (${(written / size).toFixed(2)} x)`
  return `${seconds.toFixed(1)} s, walk and table ${scanSeconds.toFixed(1)} s of it; ${stored}; ${(read / files).toFixed(0)} bytes read a file`
}

/** Bytes that this process handed to the system for writing; null where the system does not say. */
function written() {
  try {
    return Number(/^wchar: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1] ?? NaN)
  } catch {
    return null
  }
}
