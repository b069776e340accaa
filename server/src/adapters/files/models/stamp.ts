import { type BigIntStats, type Stats, statSync } from 'node:fs'
import { type FileStamp, stampOf } from '../../../core/model-index.js'

/**
 * The stamp of a file that was met. Windows numbers files beyond what a JavaScript number holds, and two neighbours would share a
 * rounded one: only there a second stat asks for the exact number (1.3 times the cost of the first). Throws what that stat throws.
 */
export function exactStamp(stats: Stats, again: () => BigIntStats): FileStamp {
  if (Number.isSafeInteger(stats.ino) && Number.isSafeInteger(stats.dev)) return stampOf(stats)
  const { dev, ino } = again()
  return { ...stampOf(stats), inode: ino === 0n ? null : `${dev}:${ino}` }
}

/** The stamp of what lies at a path, links followed; null where that is no regular file or cannot be asked. */
export function stampAt(path: string): FileStamp | null {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats?.isFile() !== true) return null
    return exactStamp(stats, () => statSync(path, { bigint: true }))
  } catch {
    return null
  }
}
