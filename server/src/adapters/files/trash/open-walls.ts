import { chmod, lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Gives back the right to write to the read-only folders and files at and below a path, so that they can be removed. Links are not followed; what refuses is left as it is. */
export async function openWalls(path: string): Promise<void> {
  const left = [path]
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    const stats = await lstat(at).catch(() => null)
    if (stats === null || stats.isSymbolicLink()) continue
    if (stats.isDirectory()) {
      await chmod(at, 0o700).catch(() => undefined)
      for (const name of await readdir(at).catch(() => [])) left.push(join(at, name))
    } else if (process.platform === 'win32') await chmod(at, 0o600).catch(() => undefined)
  }
}
