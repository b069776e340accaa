import type { Json } from './model.js'

/** Small questions to foreign values. They read own properties only, so a key named `__proto__` or `constructor` is a key. */

export type ForeignRecord = { readonly [key: string]: unknown }

export function isRecord(value: unknown): value is ForeignRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** Own property or undefined; for keys that come from a file. */
export function own(record: ForeignRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

export function textOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' ? value : otherwise
}

/** Ids are strings or numbers in the file and strings in the house; null when it is neither. */
export function idText(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : null
}

/** An id to look things up by. */
export type IdKey = string | number

/** Numbers stay numbers, which makes no text of each of many thousand links; `"12"` and 12 are one. */
export function idKey(value: unknown): IdKey | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  const number = Number(value)
  return String(number) === value ? number : value
}

/** Slot numbers may be numeric strings; -1 when it is no slot number. */
export function slotNumber(value: unknown): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : -1
}

/** A slot's type may be a name, a number (events) or a list of names. */
export function typeText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return isList(value) ? value.filter((part) => typeof part === 'string').join(',') : ''
}

/** What `JSON.parse` made is JSON; anything else a caller may pass (undefined, functions) counts as null. */
export function asJson(value: unknown): Json {
  return isJson(value) ? value : null
}

function isJson(value: unknown): value is Json {
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    typeof value === 'object'
  )
}

/** A step of a JSON path: `.name` where that is readable, else `["a.b"]`. Long keys are cut: a path is for people. */
export function pathTo(where: string, key: string): string {
  const short = key.length > 200 ? `${key.slice(0, 200)}…` : key
  if (/["\\.[\]\s]/.test(short) || short === '') return `${where}[${JSON.stringify(short)}]`
  return where === '' ? short : `${where}.${short}`
}
