import type { ModelRow } from '@greenlight/shared/models'
import { formatBytes } from '../../core/model-files/words.js'
import { printable } from '../../core/readings/printable.js'

/** What a file is, in a few words: `lora, sdxl, fp16`. */
export function whatItIs({ kind, family, quantisation, health }: ModelRow): string {
  const words = [kind, family, quantisation].filter((word) => word !== undefined)
  const described = words.length === 0 ? '?' : words.join(', ')
  return health === 'corrupt' ? `DAMAGED ${described === '?' ? '' : described}`.trim() : described
}

export function lineOf(row: ModelRow): string {
  const folder = row.folder === '' ? '(outside)' : row.folder
  return `${formatBytes(row.size).padStart(9)}  ${folder.padEnd(18)} ${printable(row.name)}  ${whatItIs(row)}`
}
