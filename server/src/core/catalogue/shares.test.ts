import fc from 'fast-check'
import { expect, it } from 'vitest'
import { laterMap } from './later-map.js'
import { sharesOf } from './shares.js'

function factsOf(packs: Readonly<Record<string, readonly string[]>>) {
  return {
    typesOf: (key: string) => packs[key] ?? [],
    claimantsOf: (type: string) => Object.keys(packs).filter((key) => packs[key]?.includes(type)),
    titleOf: (key: string) => key.toUpperCase(),
  }
}

it('takes away first whom it shares most with; of equals the smaller, then by name', () => {
  const facts = factsOf({ pack: ['a', 'b', 'c', 'd', 'own'], big: ['a', 'b', 'x', 'y'], same: ['a', 'b', 'z'], twin: ['a', 'b', 'w'], rest: ['c'], stranger: ['q'] })
  expect(sharesOf('pack', facts)).toEqual({
    types: 5,
    names: ['a', 'b', 'c', 'd', 'own'],
    exclusive: 2,
    with: [
      { key: 'same', title: 'SAME', shared: 2, alone: 2, types: 3 },
      { key: 'twin', title: 'TWIN', shared: 2, alone: 0, types: 3 },
      { key: 'big', title: 'BIG', shared: 2, alone: 0, types: 4 },
      { key: 'rest', title: 'REST', shared: 1, alone: 1, types: 1 },
    ],
  })
})

it('counts each shared type once over all `alone`, whatever packs there are', () => {
  const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 }).map((list) => [...new Set(list)])
  fc.assert(
    fc.property(fc.array(names, { minLength: 1, maxLength: 6 }), (lists) => {
      const shares = sharesOf('p0', factsOf(Object.fromEntries(lists.map((list, at) => [`p${at}`, list]))))
      const alone = shares.with.reduce((sum, one) => sum + one.alone, 0)
      expect(alone + shares.exclusive).toBe(shares.types)
      expect(shares.with.every((one, at) => at === 0 || one.shared <= (shares.with[at - 1]?.shared ?? 0))).toBe(true)
    }),
  )
})

it('works a value out once, when it is asked for', () => {
  const made: string[] = []
  const map = laterMap(['a', 'b'], (key) => made.push(key))
  expect([map.size, map.has('a'), map.has('c'), map.get('c'), made]).toEqual([2, true, false, undefined, []])
  expect([map.get('b'), map.get('b'), made]).toEqual([1, 1, ['b']])
  expect([...map]).toEqual([['a', 2], ['b', 1]])
  expect([[...map.keys()], [...map.values()], made]).toEqual([['a', 'b'], [2, 1], ['b', 'a']])
})
