import { lstat, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readText } from '../comfyui-folder/read-text.js'
import { safeJoin } from '../safe-join.js'

/** Unpacking and copying a pack takes a while, and the list may come first or last. */
const sameMomentMs = 120_000
const mostLines = 20_000

/**
 * Whether files of a registry archive were changed since: `.tracking` lists their names, not their contents, so a file that is gone or
 * clearly younger than the list counts as changed. Null: there is no list to go by.
 */
export async function isChangedSinceTracked(folder: string): Promise<boolean | null> {
  const list = join(folder, '.tracking')
  const made = await stat(list).catch(() => null)
  const text = made === null ? null : await readText(list, { limit: 4 * 1024 * 1024 })
  if (made === null || text === null) return null
  for (const line of text.split(/\r?\n/, mostLines)) {
    const name = line.trim()
    const path = name === '' || /[/\\]$/.test(name) ? null : safeJoin(folder, name)
    if (path === null) continue
    const found = await lstat(path).catch(() => null)
    if (found === null || found.mtimeMs > made.mtimeMs + sameMomentMs) return true
  }
  return false
}
