import { createHash } from 'node:crypto'
import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import path from 'node:path'

/** One line for each file, link and folder below these folders: kind, mode, time to the nanosecond (folders: to the millisecond), and contents. */
export async function treeLines(...folders: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = []
  for (const folder of folders)
    for (const one of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const file = path.join(one.parentPath, one.name)
      const { mode, mtimeNs } = await lstat(file, { bigint: true })
      if (one.isDirectory()) lines.push(`${file} folder ${mode.toString(8)} ${mtimeNs / 1_000_000n}`)
      else if (one.isSymbolicLink()) lines.push(`${file} link ${await readlink(file)}`)
      else lines.push(`${file} file ${mode.toString(8)} ${mtimeNs} ${createHash('sha256').update(await readFile(file)).digest('hex')}`)
    }
  return lines.sort()
}
