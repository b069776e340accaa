import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { mark } from './compare-trees.js'

/** How the mark that ends an installation stands now, to see whether it is still being written; null: it is not there, or empty. */
export async function readMark(path: string): Promise<string | null> {
  const found = await stat(join(path, mark)).catch(() => null)
  return found === null || found.size === 0 ? null : `${found.size} ${found.mtimeMs}`
}
