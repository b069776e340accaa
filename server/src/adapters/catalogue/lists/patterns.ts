import type { MultiMap } from '../multi-map.js'
import { matcherOf } from './name-pattern.js'

export interface NamePattern {
  readonly at: number
  readonly pattern: string
}

/**
 * Packs by the pattern of their names. A pattern is weak evidence: it counts only where it meets at most one listed
 * name of others more than of its own pack's (`Hunyuan` meets 181 of others and 6 of its own). Judged when first asked for.
 */
export function patternsOn(patterns: readonly NamePattern[], byType: MultiMap) {
  const test = remember(new Map<NamePattern, ((type: string) => boolean) | null>(), (one) => matcherOf(one.pattern))
  const good = remember(new Map<NamePattern, boolean>(), (one) => {
    const matches = test(one)
    return matches !== null && meetsItsOwn(one, matches, byType)
  })
  return {
    /** Packs one of whose patterns meets the type. */
    meeting: (type: string): readonly number[] => [...new Set(patterns.filter((one) => test(one)?.(type) === true && good(one)).map(({ at }) => at))],
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

/** Cost: one test of the pattern for each listed name, about 3 ms for 40,000. */
export function meetsItsOwn({ at }: NamePattern, matches: (type: string) => boolean, byType: MultiMap): boolean {
  let met = 0
  let own = 0
  for (const type of byType.words.keys()) {
    if (!matches(type)) continue
    met += 1
    if (byType.get(type).includes(at)) own += 1
  }
  // A pack that makes its names as it runs has few or none in the lists: one name of others is no reason against its mark.
  return met - own <= own + 1
}
