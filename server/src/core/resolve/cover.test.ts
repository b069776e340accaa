import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CoverQuestion, separate, smallestCovers } from './cover.js'

const ask = (...packs: string[]): CoverQuestion => ({ types: [packs.join()], packs })

describe('smallest covers', () => {
  test('one pack that answers all', () => {
    expect(smallestCovers([ask('a', 'b'), ask('a', 'c')])).toEqual({ exact: true, covers: [['a']] })
  })

  test('every tie is shown', () => {
    expect(smallestCovers([ask('b', 'a')]).covers).toEqual([['a'], ['b']])
  })

  test('more than one where no pack answers all', () => {
    expect(smallestCovers([ask('a', 'b'), ask('b', 'c'), ask('c', 'd')]).covers).toEqual([['a', 'c'], ['b', 'c'], ['b', 'd']])
  })

  test('gives up rather than run for ever, and then claims nothing', () => {
    const hard = Array.from({ length: 40 }, (_, at) => ask(...Array.from({ length: 12 }, (__, each) => `p${(at * 7 + each * each * 3) % 61}`)))
    const { exact, covers } = smallestCovers(hard)
    if (!exact) expect(covers).toEqual([])
  })

  test('is what trying every set of packs finds', () => {
    const pack = fc.constantFrom(...'abcdefg')
    const question = fc.uniqueArray(pack, { minLength: 1, maxLength: 4 }).map((packs) => ask(...packs))
    fc.assert(
      fc.property(fc.array(question, { minLength: 1, maxLength: 7 }), (questions) => {
        const { exact, covers } = smallestCovers(questions)
        expect(exact).toBe(true)
        expect(covers.map((one) => one.join('')).sort()).toEqual(bruteForce(questions))
      }),
    )
  })
})

test('questions that share no pack are asked apart', () => {
  expect(separate([ask('a', 'b'), ask('c'), ask('b', 'd')]).map((part) => part.length).sort()).toEqual([1, 2])
})

function bruteForce(questions: readonly CoverQuestion[]): string[] {
  const packs = [...new Set(questions.flatMap((one) => one.packs))].sort()
  const sets = Array.from({ length: 2 ** packs.length }, (_, bits) => packs.filter((__, at) => (bits >> at) % 2 === 1))
  const good = sets.filter((set) => questions.every((one) => one.packs.some((pack) => set.includes(pack))))
  const least = Math.min(...good.map((set) => set.length))
  return good.filter((set) => set.length === least).map((set) => set.join('')).sort()
}
