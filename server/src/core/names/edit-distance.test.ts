import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distanceTo } from './edit-distance.js'
import { isOneEdit } from './one-edit.js'

/** The matrix of Wagner and Fischer, row by row; with `swaps`, two neighbours that change places are one edit. */
function slowDistance(a: string, b: string, swaps = false): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped =
        swaps && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2]![j - 2]! + 1 : Infinity
      row.push(Math.min(replace, rows[i - 1]![j]! + 1, row[j - 1]! + 1, swapped))
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}

const few = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'デ', '1'), maxLength: 110 })
const near = fc
  .tuple(few, fc.nat(200), fc.constantFrom('', 'a', 'ab'))
  .map(([text, at, put]) => [text, text.slice(0, at) + put + text.slice(at + 1)] as const)

describe('distanceTo', () => {
  test.each([
    ['', '', 0],
    ['abc', '', 3],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['flux1dev', 'fluxdev', 1],
    ['x'.repeat(32), `${'x'.repeat(31)}y`, 1],
    ['x'.repeat(33), 'x'.repeat(64), 31],
    ['ab'.repeat(50), 'ba'.repeat(50), 2],
  ])('%s and %s: %i', (a, b, edits) => {
    expect(distanceTo(a)(b)).toBe(edits)
  })

  test('agrees with the whole matrix, over blocks of 32', () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(few, few), near), ([a, b]) => {
        expect(distanceTo(a)(b)).toBe(slowDistance(a, b))
      }),
      { numRuns: 500 },
    )
  })

  test('one pattern serves many texts', () => {
    fc.assert(
      fc.property(few, fc.array(few, { maxLength: 5 }), (pattern, texts) => {
        const distance = distanceTo(pattern)
        expect(texts.map((text) => distance(text))).toEqual(texts.map((text) => slowDistance(pattern, text)))
      }),
    )
  })

  test('stops at the bound', () => {
    fc.assert(
      fc.property(few, few, fc.nat(20), (a, b, bound) => {
        const edits = slowDistance(a, b)
        expect(distanceTo(a)(b, bound)).toBe(edits > bound ? bound + 1 : edits)
      }),
    )
  })
})

describe('isOneEdit', () => {
  test('agrees with the matrix that knows changed places', () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(few, few), near), ([a, b]) => {
        expect(isOneEdit(a, b)).toBe(slowDistance(a, b, true) === 1)
      }),
      { numRuns: 500 },
    )
  })
})
