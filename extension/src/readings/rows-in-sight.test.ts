import { expect, test } from 'vitest'
import { rowsInSight } from './rows-in-sight.js'

test.each([
  [{ top: 0, height: 500 }, 100_000, { from: 0, to: 20 }],
  [{ top: 50_000, height: 500 }, 100_000, { from: 990, to: 1020 }],
  [{ top: 4_999_500, height: 500 }, 100_000, { from: 99_980, to: 99_999 }],
  [{ top: 9_000, height: 500 }, 3, { from: 3, to: 2 }],
  [{ top: 0, height: 500 }, 0, { from: 0, to: -1 }],
])('at %j of %i rows', (view, total, expected) => {
  expect(rowsInSight(view, 50, total)).toEqual(expected)
})
