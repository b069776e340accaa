/** Reading values of others' files: only own keys count, so that a key `constructor` is a key like any other. */

export function isForeign(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

/** Trimmed text; null when there is none. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one: unknown): one is string => typeof one === 'string' && one !== '') : []
}
