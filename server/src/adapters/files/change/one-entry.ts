import { readdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

/**
 * Whether two paths are spellings of one entry of a folder, as on drives that fold case: `Style.pt` and `style.pt`. There only the folder's own
 * list tells which spelling it has; `null`: two different entries.
 */
export async function entryNamed(from: string, to: string): Promise<'from' | 'to' | null> {
  if (dirname(from) !== dirname(to) || folded(from) !== folded(to)) return null
  const names = new Set(await readdir(dirname(from)))
  if (names.has(basename(from)) === names.has(basename(to))) return null
  return names.has(basename(from)) ? 'from' : 'to'
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase()
}
