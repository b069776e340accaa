import { access, constants, lstat, opendir, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'

/** Entries that are counted before it says that it cannot tell. */
const most = 1_000_000

export async function isFileAt(path: string): Promise<boolean> {
  return isAbsolute(path) && !path.includes('\0') && (await stat(path).catch(() => null))?.isFile() === true
}

/** Bytes of a file, or of all files below a folder; links are not followed. Null where something cannot be read, or there is too much. */
export async function bytesBelow(path: string): Promise<number | null> {
  let [bytes, seen] = [0, 0]
  const open = [path]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    seen += 1
    const found = await lstat(at).catch(() => null)
    if (found === null || seen > most) return null
    if (found.isFile()) bytes += found.size
    if (!found.isDirectory()) continue
    const folder = await opendir(at).catch(() => null)
    if (folder === null) return null
    for await (const { name } of folder) open.push(join(at, name))
  }
  return bytes
}

/** Folders on the way to `path` that are not there, outermost first. */
export async function missingFolders(path: string): Promise<string[]> {
  const missing: string[] = []
  for (let at = dirname(path); at !== dirname(at); at = dirname(at)) {
    if ((await stat(at).catch(() => null)) !== null) break
    missing.unshift(at)
  }
  return missing
}

/**
 * The nearest folder above `path` that is there, where the system says that we may not write to it; null: we may, or nobody can tell. Windows keeps
 * that in lists which are only believed when they are tried.
 */
export async function closedFolder(path: string, platform: NodeJS.Platform = process.platform): Promise<string | null> {
  if (platform === 'win32') return null
  const [there, ...missing] = [dirname(path), ...(await missingFolders(path))]
  const folder = missing[0] === undefined ? there : dirname(missing[0])
  const refused = await access(folder, constants.W_OK).then(() => null, (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null))
  return refused === 'EACCES' || refused === 'EPERM' || refused === 'EROFS' ? folder : null
}

/** A hard link where both lie on one volume; a symbolic one elsewhere, but not on Windows, where it wants a right that few have. */
export async function linkKind(path: string, target: string, platform: NodeJS.Platform = process.platform): Promise<'hard' | 'symbolic' | null> {
  const [there, ...missing] = [dirname(path), ...(await missingFolders(path))]
  const folder = missing[0] === undefined ? there : dirname(missing[0])
  const [at, of] = await Promise.all([stat(folder).catch(() => null), stat(target).catch(() => null)])
  if (at === null || of === null) return null
  if (at.dev === of.dev && of.isFile()) return 'hard'
  return platform === 'win32' ? null : 'symbolic'
}
