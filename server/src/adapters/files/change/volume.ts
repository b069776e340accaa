import { realpath, stat, statfs } from 'node:fs/promises'
import path from 'node:path'

/** The volume that a path is on, named by its topmost folder (`/`, `/mnt/models`, `D:\`), and the bytes that this user may still write there. */
export async function volumeOf(target: string): Promise<{ volume: string; free: number | null }> {
  const folder = await nearest(target)
  if (folder === null) return { volume: path.parse(target).root, free: null }
  const free = await statfs(folder).then(({ bavail, bsize }) => bavail * bsize, () => null)
  return { volume: await topOf(folder), free }
}

async function nearest(target: string): Promise<string | null> {
  for (let at = path.resolve(target); ; at = path.dirname(at)) {
    const real = await realpath(at).catch(() => null)
    if (real !== null && (await stat(real)).isDirectory()) return real
    if (path.dirname(at) === at) return null
  }
}

async function topOf(folder: string): Promise<string> {
  const { dev } = await stat(folder)
  let top = folder
  for (let up = path.dirname(top); up !== top; up = path.dirname(top)) {
    const above = await stat(up).catch(() => null)
    if (above?.dev !== dev) break
    top = up
  }
  return top
}
