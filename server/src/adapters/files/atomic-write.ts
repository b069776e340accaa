import { randomBytes } from 'node:crypto'
import { open, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { removeOwnFile } from './trash.js'

/**
 * Writes a whole file so that a reader, or a crash at any moment, sees the old bytes or the new ones and nothing between:
 * sibling temp file, fsync, rename, fsync of the folder where the platform can. `mode` (0600 for secrets) holds from the
 * first byte on. Rejects with the system's error and leaves nothing behind.
 */
export async function writeAtomically(
  path: string,
  contents: string | Uint8Array,
  options: { mode?: number } = {},
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = await open(temporary, 'wx', options.mode ?? 0o666)
    try {
      await file.writeFile(contents)
      await file.sync()
    } finally {
      await file.close()
    }
    await renamePatiently(temporary, path)
  } catch (error) {
    await removeOwnFile(temporary)
    throw error
  }
  await syncFolder(dirname(path))
}

/** On Windows a virus scanner or a reader holds a fresh file for a moment; the rename succeeds a little later. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(from, to)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : ''
      const passing = process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES' || code === 'EBUSY')
      if (!passing || attempt === 6) throw error
      await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt))
    }
  }
}

/** Windows cannot open a folder, some network drives cannot sync one: there the rename has to do. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r').catch(() => null)
  if (handle === null) return
  await handle.sync().catch(() => undefined)
  await handle.close()
}
