import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const skipped = new Set(['node_modules', 'dist', '.cache', '.git', '.node', 'test-results', 'playwright-report', '__pycache__'])

/** Files below `folder` of the clone, `/` separated from its root, sorted; none when it does not exist. Build output is left out. */
export function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(root, path)
      return entry.isFile() ? [path] : []
    })
    .sort()
}

/** Text of a file of the clone; empty when there is none. */
export function textOf(root, path) {
  const file = join(root, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

export const isTest = (path) => /\.(test|spec)\.ts$|\/testing\//.test(path)
