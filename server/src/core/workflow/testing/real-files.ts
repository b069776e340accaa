import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Real workflows and server answers beside the clone; tests that need them are skipped where they are absent. */
const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../../../../shared/data')

export const haveRealFiles = existsSync(join(folder, 'workflows/index.json'))

export function realText(path: string): string {
  return readFileSync(join(folder, path), 'utf8')
}

export function realBytes(path: string): Uint8Array {
  return readFileSync(join(folder, path))
}

export interface IndexEntry {
  readonly file: string
  readonly format: string
  readonly node_types?: readonly string[]
  readonly model_refs?: readonly string[]
}

export function realIndex(): readonly IndexEntry[] {
  return haveRealFiles ? JSON.parse(realText('workflows/index.json')) : []
}
