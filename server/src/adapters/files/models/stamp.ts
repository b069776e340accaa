import { statSync } from 'node:fs'
import { exactStamp, type FileStamp } from '../../../core/model-index.js'

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
