import type { ModelRow } from '@greenlight/shared/models'
import { printable } from '../../core/readings/printable.js'

const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** Bytes as download pages show them: powers of 1000, three digits. */
export function sizeOf(bytes: number): string {
  let [value, unit] = [bytes, 0]
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1]
  return `${unit === 0 || value >= 99.95 ? value.toFixed(0) : value.toFixed(1)} ${units[unit] ?? ''}`
}

/** What a file is, in a few words: `lora, sdxl, fp16`. */
export function whatItIs({ kind, family, quantisation, health }: ModelRow): string {
  const words = [kind, family, quantisation].filter((word) => word !== undefined)
  const described = words.length === 0 ? '?' : words.join(', ')
  return health === 'corrupt' ? `DAMAGED ${described === '?' ? '' : described}`.trim() : described
}

export function lineOf(row: ModelRow): string {
  const folder = row.folder === '' ? '(outside)' : row.folder
  return `${sizeOf(row.size).padStart(8)}  ${folder.padEnd(18)} ${printable(row.name)}  ${whatItIs(row)}`
}
