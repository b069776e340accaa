import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** ComfyUI's page writes its own settings when it likes, and Python its compiled files. */
const foreign = /(^|[\\/])(__pycache__|comfy\.settings\.json)([\\/]|$)/

/** Everything below a folder, one line each: path, size, time of change, SHA-256; folders by their path alone. Hidden names too. */
export function treeOf(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => !foreign.test(path))
    .toSorted()
    .map((path) => {
      const stat = statSync(join(root, path))
      if (stat.isDirectory()) return `${path}/`
      return [path, stat.size, stat.mtimeMs, createHash('sha256').update(readFileSync(join(root, path))).digest('hex')].join(' ')
    })
}
