import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportFailure } from '../../../core/installed.js'
import { readStartLog } from '../../../core/import-failures.js'
import { readText } from './read-text.js'

/** `comfyui.log`, `comfyui_8188.log`; `.prev` ones are of earlier starts. `comfyui_detail.log` is ComfyUI's own since 0.29, appended to. */
const logName = /^comfyui(?:_\d+|_detail)?\.log$/i
const tailBytes = 1024 * 1024

/** Import failures that the newest log tells (ComfyUI-Manager writes it into the user folder, its old versions and ComfyUI itself beside main.py). */
export async function findLoggedFailures(folders: readonly string[]): Promise<ImportFailure[]> {
  let newest: { path: string; modified: number } | null = null
  for (const folder of folders) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => logName.test(name)).sort()
    for (const name of names) {
      const path = join(folder, name)
      const found = await stat(path).catch(() => null)
      if (found?.isFile() && found.mtimeMs > (newest?.modified ?? -1)) newest = { path, modified: found.mtimeMs }
    }
  }
  if (newest === null) return []
  return readStartLog((await readText(newest.path, { limit: tailBytes, tail: true })) ?? '', 'log').failures
}
