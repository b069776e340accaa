import { expect, test } from 'vitest'
import { fitsShape, readNeed } from './need.js'

test('names with alternatives and no shape', () => {
  expect(readNeed('a.{b,c}.{d,e}')).toEqual({ names: ['a.b.d', 'a.c.d', 'a.b.e', 'a.c.e'], shape: null })
  expect(readNeed('string_to_param.* [*, 768]')).toMatchObject({ names: ['string_to_param.*'] })
})

test.each([
  ['x [3072, 64]', [3072, 64], true],
  ['x [3072, 64]', [3072, 64, 1], false],
  ['x [3072, 64]', [64, 3072], false],
  ['x [*, 64|128]', [7, 128], true],
  ['x [*, 64|128]', [7, 96], false],
  ['x [*, 16, ...]', [5120, 16, 1, 2, 2], true],
  ['x [*, 16, ...]', [5120, 16], true],
  ['x [*, 16, ...]', [5120], false],
  ['x []', [], true],
  ['x []', [1], false],
])('%s of %j: %s', (text, shape, fits) => {
  expect(fitsShape(readNeed(text).shape, shape, false)).toBe(fits)
  expect(fitsShape(readNeed(text).shape, [...shape].reverse(), true)).toBe(fits)
})

test.each(['x [a]', 'x [1', 'x y z', ''])('%j is no need', (text) => {
  expect(() => readNeed(text)).toThrow()
})
