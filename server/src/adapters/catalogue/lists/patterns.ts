import { matcherOf } from './name-pattern.js'

/** Node types that a pack lists. */
export interface Claims {
  readonly at: number
  readonly types: readonly unknown[]
}

export interface NamePattern {
  readonly at: number
  readonly pattern: string
}

/**
 * Packs by the pattern of their names. A pattern is weak evidence: it counts only where it meets at most one listed
 * name of others more than of its own pack's (`Hunyuan` meets 181 of others and 6 of its own). Judged when first asked for.
 */
export function patternsOn(patterns: readonly NamePattern[], claims: readonly Claims[]) {
  const test = remember(new Map<NamePattern, ((type: string) => boolean) | null>(), (one) => matcherOf(one.pattern))
  const good = remember(new Map<NamePattern, boolean>(), (one) => {
    const matches = test(one)
    return matches !== null && meetsItsOwn(one, matches, claims)
  })
  return {
    /** Packs one of whose patterns meets the type; those that list it by name (`named`) need no pattern, and are not judged for it. */
    meeting: (type: string, named: readonly number[]): readonly number[] => [
      ...new Set(patterns.filter((one) => !named.includes(one.at) && test(one)?.(type) === true && good(one)).map(({ at }) => at)),
    ],
    /** Every pattern that counts, one after the other: each costs a walk over all names. */
    *everyOwn(): Generator<NamePattern | null> {
      for (const one of patterns) yield good(one) ? one : null
    },
  }
}

function remember<K, V>(known: Map<K, V>, make: (key: K) => V): (key: K) => V {
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const made = make(key)
    known.set(key, made)
    return made
  }
}

/** Cost: one test of the pattern for each claim of a name, about 2 ms for 42,000. */
export function meetsItsOwn({ at }: NamePattern, matches: (type: string) => boolean, claims: readonly Claims[]): boolean {
  const met = new Set<string>()
  const own = new Set<string>()
  for (const claim of claims) {
    for (const type of claim.types) {
      if (typeof type !== 'string' || !matches(type)) continue
      met.add(type)
      if (claim.at === at) own.add(type)
    }
  }
  // A pack that makes its names as it runs has few or none in the lists: one name of others is no reason against its mark.
  return met.size - own.size <= own.size + 1
}
