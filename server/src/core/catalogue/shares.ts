import type { PackShares } from '../installed.js'

/** How far the questions of `sharesOf` reach: keys of packs, ComfyUI's own left out. */
export interface ShareFacts {
  readonly typesOf: (key: string) => readonly string[]
  readonly claimantsOf: (type: string) => readonly string[]
  readonly titleOf: (key: string) => string
}

/**
 * What a pack has in common with others. `alone` of each: how many types it shares once those that share more are taken away
 * with all they share; of equals the one with fewer types goes first, then by key. Cost: all claims on the pack's types.
 */
export function sharesOf(key: string, facts: ShareFacts): PackShares {
  const names = [...facts.typesOf(key)].sort()
  const shared = new Map<string, string[]>()
  let exclusive = 0
  for (const type of names) {
    let others = 0
    for (const other of facts.claimantsOf(type)) {
      if (other === key) continue
      others += 1
      const list = shared.get(other)
      if (list === undefined) shared.set(other, [type])
      else list.push(type)
    }
    if (others === 0) exclusive += 1
  }
  const others = [...shared].map(([other, types]) => ({ other, types, all: facts.typesOf(other).length }))
  others.sort((a, b) => b.types.length - a.types.length || a.all - b.all || (a.other < b.other ? -1 : 1))
  const taken = new Set<string>()
  return {
    types: names.length,
    names,
    exclusive,
    with: others.map(({ other, types, all }) => {
      const before = taken.size
      for (const type of types) taken.add(type)
      return { key: other, title: facts.titleOf(other), shared: types.length, alone: taken.size - before, types: all }
    }),
  }
}
