/** Reads single fields of answers that others wrote: what is absent, null or of another type reads as null. Never throws. */

export type Foreign = Readonly<Record<string, unknown>>

export function isForeign(value: unknown): value is Foreign {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The first of these keys that is there and not null; several where a service spells a field in several ways. */
export function fieldOf(value: unknown, ...keys: readonly string[]): unknown {
  if (!isForeign(value)) return null
  const key = keys.find((name) => Object.hasOwn(value, name) && value[name] !== null && value[name] !== undefined)
  return key === undefined ? null : value[key]
}

/** Text that says something: not empty, spaces around it taken away. */
export function textOf(value: unknown, ...keys: readonly string[]): string | null {
  const found = fieldOf(value, ...keys)
  const text = typeof found === 'string' ? found.trim() : ''
  return text === '' ? null : text
}

/** A whole number from 0. */
export function countOf(value: unknown, ...keys: readonly string[]): number | null {
  const found = fieldOf(value, ...keys)
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : null
}

/** A whole number from 1, also where it is written as text. */
export function idOf(value: unknown, ...keys: readonly string[]): number | null {
  const found = fieldOf(value, ...keys)
  const id = typeof found === 'string' && /^\d{1,15}$/.test(found) ? Number(found) : found
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : null
}

export function listOf(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = keys.length === 0 ? value : fieldOf(value, ...keys)
  return Array.isArray(found) ? found : []
}

export function textsOf(value: unknown, ...keys: readonly string[]): string[] {
  return listOf(value, ...keys).filter((part): part is string => typeof part === 'string' && part !== '')
}

/** Lower-case hex of exactly this many digits (fewest and most where two numbers are given). */
export function hexOf(value: unknown, fewest: number, most = fewest): string | null {
  if (typeof value !== 'string') return null
  const text = value.trim().toLowerCase()
  return text.length >= fewest && text.length <= most && /^[0-9a-f]+$/.test(text) ? text : null
}
