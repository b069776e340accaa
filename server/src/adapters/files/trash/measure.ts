import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes of the files at and below a path and their number; links count as files without bytes and are not followed. */
export interface Measure {
  readonly bytes: number
  readonly files: number
}

const together = 64

/** `left`: files and folders that may still be looked at, taken down as they are. What cannot be read counts nothing. */
export async function measure(path: string, budget: { left: number }): Promise<Measure> {
  let bytes = 0
  let files = 0
  const folders: string[] = []
  const take = async (at: string): Promise<void> => {
    budget.left -= 1
    const stats = await lstat(at).catch(() => null)
    if (stats === null) return
    if (stats.isDirectory()) folders.push(at)
    else {
      files += 1
      bytes += stats.isFile() ? stats.size : 0
    }
  }
  await take(path)
  for (let folder = folders.pop(); folder !== undefined && budget.left > 0; folder = folders.pop()) {
    const names = await readdir(folder).catch(() => [])
    for (let at = 0; at < names.length && budget.left > 0; at += together) {
      await Promise.all(names.slice(at, at + Math.min(together, budget.left)).map((name) => take(join(folder, name))))
    }
  }
  return { bytes, files }
}
