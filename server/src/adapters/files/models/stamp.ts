import { type BigIntStats, type Stats, statSync } from 'node:fs'
import { type FileStamp, stampOf } from '../../../core/model-index.js'

/**
 * The stamp of a file that was met. Where its inode is beyond what a number holds (Windows), a second stat asks for the exact
 * one: 1.1 times the cost of the first, and only there. Throws what that stat throws.
 */
export function exactStamp(stats: Stats, again: () => BigIntStats): FileStamp {
  const stamp = stampOf(stats)
  if (stamp.inode !== null || stats.ino === 0) return stamp
  const { dev, ino } = again()
  return { ...stamp, inode: `${dev}:${ino}` }
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
