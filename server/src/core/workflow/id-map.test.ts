import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IdKey } from './foreign.js'
import { IdMap } from './id-map.js'

const key = fc.oneof(fc.integer({ min: -3, max: 12 }), fc.double({ noNaN: true }), fc.string({ maxLength: 2 }))

test('answers as a Map does, whatever the keys and however wrong the guess of their number', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat())), fc.array(key), fc.nat({ max: 8 }), (entries, asked, expected) => {
      const plain = new Map<IdKey, number>(entries)
      const map = new IdMap<number>(expected)
      for (const [id, value] of entries) map.set(id, value)
      for (const id of [...asked, ...plain.keys()]) {
        expect(map.get(id)).toBe(plain.get(id))
        expect(map.has(id)).toBe(plain.has(id))
      }
    }),
  )
})

test('keeps keys that objects and lists have by birth apart', () => {
  const map = new IdMap<number>(4)
  for (const id of ['__proto__', 'length', 'constructor', -1, 4_294_967_295]) expect(map.has(id)).toBe(false)
  map.set('length', 1)
  map.set(4_294_967_295, 2)
  expect([map.get('length'), map.get(4_294_967_295), map.get(0)]).toEqual([1, 2, undefined])
})
