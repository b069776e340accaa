import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

export interface ShelfFile {
  /** `/` separated, below the folder. */
  readonly path: string
  readonly absolute: string
  readonly size: number
  readonly executable: boolean
}

/** Far above what may come onto the shelf. */
const most = 100_000

/** All files below a folder, sorted by path; empty folders do not count. Rejects where there is anything but files and folders. */
export async function listFiles(root: string): Promise<readonly ShelfFile[]> {
  const files: ShelfFile[] = []
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) folders.push(path)
      else if (entry.isFile()) files.push(await describe(root, path))
      else throw new Error(`${path} is neither a file nor a folder`)
      if (files.length + folders.length > most) throw new Error('there are too many files')
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function describe(root: string, path: string): Promise<ShelfFile> {
  const absolute = join(root, path)
  const { size, mode } = await lstat(absolute)
  // Windows has no such bit and makes one up from the name.
  return { path, absolute, size, executable: process.platform !== 'win32' && (mode & 0o111) !== 0 }
}
