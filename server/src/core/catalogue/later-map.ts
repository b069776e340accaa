/** A map whose keys are known and whose values are worked out when they are first asked for. */
export function laterMap<K, V>(keys: Iterable<K>, make: (key: K) => V): ReadonlyMap<K, V> {
  const known = new Set(keys)
  const made = new Map<K, V>()
  const get = (key: K): V | undefined => {
    if (!known.has(key)) return undefined
    const before = made.get(key)
    if (before !== undefined || made.has(key)) return before
    const value = make(key)
    made.set(key, value)
    return value
  }
  /** All of them, in the order of the keys. */
  const whole = (): Map<K, V> => new Map([...known].map((key) => [key, get(key) ?? make(key)]))
  return {
    get,
    has: (key) => known.has(key),
    get size() {
      return known.size
    },
    keys: () => known.values(),
    values: () => whole().values(),
    entries: () => whole().entries(),
    forEach: (visit) => whole().forEach(visit),
    [Symbol.iterator]: () => whole()[Symbol.iterator](),
  }
}
