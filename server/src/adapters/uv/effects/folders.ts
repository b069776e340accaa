import path from 'node:path'
import * as v from 'valibot'
import { statusAt } from './system.js'

export const FolderSchema = v.object({ path: v.string(), was: v.nullable(v.object({ mtimeNs: v.string(), mode: v.number() })) })
/** A folder that files are put into or taken from; null: it was not there. */
export type Folder = v.InferOutput<typeof FolderSchema>

/** The folders between a prefix and these files, those of compiled modules included, as they are now. The prefix itself is left alone. */
export async function recordFolders(files: readonly string[], prefix: string): Promise<readonly Folder[]> {
  const wanted = new Set<string>()
  for (const file of files) {
    let folder = path.dirname(file)
    if (file.endsWith('.py')) wanted.add(path.join(folder, '__pycache__'))
    while (isBelow(folder, prefix) && !wanted.has(folder)) {
      wanted.add(folder)
      folder = path.dirname(folder)
    }
  }
  const folders: Folder[] = []
  for (const folder of [...wanted].sort()) {
    const status = await statusAt(folder)
    folders.push({ path: folder, was: status?.isDirectory() === true ? { mtimeNs: String(status.mtimeNs), mode: Number(status.mode & 0o7777n) } : null })
  }
  return folders
}

/** Whether a path lies below a folder, links not followed. */
export function isBelow(file: string, folder: string): boolean {
  const way = path.relative(folder, file)
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)
}
