import { createHash } from 'node:crypto'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const dayMs = 24 * 60 * 60 * 1000

/** The folder of what is on its way to the shelf. What lies there for a day was left by a crash and is taken away. */
export async function arrivingFolder(
  root: string,
  now: number,
  removeOwn: (path: string) => Promise<void>,
): Promise<string> {
  const folder = join(root, '.arriving')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const age = now - ((await stat(path).catch(() => null))?.mtimeMs ?? now)
    if (age > dayMs) await removeOwn(path)
  }
  return folder
}

/** A file name of a foreign name. */
export function nameOfArriving(name: string): string {
  const [, ending = ''] = /(\.[a-z.]{1,12})$/.exec(name) ?? []
  return `${createHash('sha256').update(name).digest('hex').slice(0, 24)}${ending}`
}
