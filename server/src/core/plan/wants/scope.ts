/** Which needs of a report a plan is about. */
export interface Scope {
  /** Without names every active need; with names those alone that go by one of them, inactive ones too. */
  readonly takes: (active: boolean, names: readonly (string | null | undefined)[]) => boolean
}

export function scopeOf(only: readonly string[] | undefined): Scope {
  if (only === undefined) return { takes: (active) => active }
  const named = new Set(only)
  return { takes: (_active, names) => names.some((name) => name != null && named.has(name)) }
}
