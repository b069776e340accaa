import type { Stamp } from '@greenlight/shared/plan-effects'

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const

/** `1 byte`, `900 bytes`, `6.8 GB`: of 1000, as drives and hosts count. */
export function bytesWord(bytes: number): string {
  if (bytes === 1) return '1 byte'
  const at = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** at
  return `${at === 0 ? String(bytes) : value.toFixed(value < 10 ? 1 : 0)} ${units[at] ?? ''}`
}

/** What stands at a path, in a word. */
export function thingWord(stamp: Stamp): string {
  return { absent: 'nothing', file: 'a file', folder: 'a folder', link: 'a link', other: 'something' }[stamp.is]
}

/** The first letter of a sentence. */
export function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
