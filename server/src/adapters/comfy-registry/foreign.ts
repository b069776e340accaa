/** Small questions to the registry's answers: every field may be absent, null, empty or of another shape. */

export type Foreign = Readonly<Record<string, unknown>>

export function isForeign(value: unknown): value is Foreign {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Own property or undefined. */
export function own(record: Foreign, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** The field as a record; an empty one when it is none. */
export function recordAt(record: Foreign, key: string): Foreign {
  const value = own(record, key)
  return isForeign(value) ? value : {}
}

export function listAt(record: Foreign, key: string): readonly unknown[] {
  const value = own(record, key)
  return Array.isArray(value) ? value : []
}

const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g

/** One line of text, trimmed and at most `most` UTF-16 units; null when there is none. */
export function lineAt(record: Foreign, key: string, most = 300): string | null {
  const value = own(record, key)
  return typeof value === 'string' ? lineOf(value, most) : null
}

export function lineOf(text: string, most: number): string | null {
  const line = text
    .slice(0, most * 2)
    .replace(controls, ' ')
    .trim()
  if (line === '') return null
  return line.length <= most
    ? line
    : `${line
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
}

/** A count; text of digits counts as one. */
export function countAt(record: Foreign, key: string): number | null {
  const value = own(record, key)
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? Math.floor(number) : null
}

/** A date and time as ISO 8601 writes it; the year 1 stands for "never" in the service's answers. */
export function dateAt(record: Foreign, key: string): string | null {
  const value = own(record, key)
  if (typeof value !== 'string' || value.length > 40 || value.startsWith('0001-')) return null
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value)) ? value : null
}

/** `NodeVersionStatusFlagged` -> `flagged`. */
export function statusAt(record: Foreign, key: string): string | null {
  const word = lineAt(record, key, 60)?.replace(/^Node(?:Version)?Status(?=.)/, '')
  return word === undefined ? null : word.toLowerCase()
}

/** Keys whose value is null are left out. */
export function known<T extends object>(fields: { readonly [K in keyof T]: T[K] | null }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as T
}
