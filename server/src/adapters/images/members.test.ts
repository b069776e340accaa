import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { membersOf, parseString } from './members.js'

describe('membersOf', () => {
  it('gives each value as it is written', () => {
    expect([...membersOf(' { "a" : 18446744073709551615 ,"b":{"c":[1,"}\\"]"]}\n, "\\u0063":NaN,"d":"x,y"} rest')]).toEqual([
      ['a', '18446744073709551615'],
      ['b', '{"c":[1,"}\\"]"]}'],
      ['c', 'NaN'],
      ['d', '"x,y"'],
    ])
  })

  it.each(['', '[1]', '"a"', 'null', '{', '{}', '{"a"}', '{"a":', '{"a":1', '{"a":"x', '{"a":{"b":1}', '{a:1}', '{"\\x":1}'])(
    'finds no member in %j',
    (text) => expect([...membersOf(text)]).toEqual([]),
  )

  it('keeps the members before a cut', () => {
    expect([...membersOf('{"a":1,"b":[1,2')]).toEqual([['a', '1']])
  })

  it('agrees with JSON.parse on every object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(undefined, 2), (object, indent) => {
        const text = JSON.stringify(object, null, indent)
        const parsed: unknown = JSON.parse(text)
        const members = new Map([...membersOf(text)].map(([key, value]) => [key, JSON.parse(value) as unknown]))
        expect(members).toEqual(new Map(Object.entries(parsed as object)))
      }),
    )
  })

  it('passes a million open brackets without recursion', () => {
    expect([...membersOf(`{"a":${'['.repeat(1_000_000)}`)]).toEqual([])
  })
})

describe('parseString', () => {
  it('reads a JSON string and nothing else', () => {
    expect(['"a\\u00e9"', '"a', 'a', '1', '{"a":1}', ''].map(parseString)).toEqual(['aé', null, null, null, null, null])
  })
})
