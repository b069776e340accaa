import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createNameIndex, type NamedFile } from './name-index.js'
import { realNames } from './testing/real-names.js'

const inFolder = (folder: string, ...names: string[]): NamedFile[] =>
  names.map((name, id) => ({ id, name, folders: [folder] }))
const repair = (asked: string, ...names: string[]) => createNameIndex(inFolder('loras', ...names)).repair(asked)
const rungOf = (asked: string, ...names: string[]) => {
  const { candidates, clear } = repair(asked, ...names)
  return [candidates[0]?.name, candidates[0]?.rung, clear]
}

describe('the ladder', () => {
  test.each([
    ['a/detail.safetensors', 'a/detail.safetensors', 'exact-path'],
    ['A\\Detail.safetensors', 'a/detail.safetensors', 'exact-path'],
    ['./a//detail.safetensors', 'a/detail.safetensors', 'exact-path'],
    ['my%20detail.safetensors', 'my detail.safetensors', 'exact-path'],
    ['モデル.safetensors'.normalize('NFD'), 'モデル.safetensors', 'exact-path'],
    ['detail.safetensors', 'a/detail.safetensors', 'base-name'],
    ['b/detail.safetensors', 'a/detail.safetensors', 'base-name'],
    ['add-detail xl.safetensors', 'add_detail_xl.safetensors', 'normalised-stem'],
    ['adddetailxl.safetensors', 'add_detail_xl.safetensors', 'normalised-stem'],
    ['add_detail (1).safetensors', 'add_detail.safetensors', 'normalised-stem'],
    ['add_detail - Copy.safetensors', 'add_detail.safetensors', 'normalised-stem'],
    ['add_detail.safetensors.safetensors', 'add_detail.safetensors', 'normalised-stem'],
    ['add_detail.ckpt', 'add_detail.safetensors', 'normalised-stem'],
    ['add_detail', 'add_detail.safetensors', 'normalised-stem'],
    ['xl_add_detail.safetensors', 'add_detail_xl.safetensors', 'sorted-tokens'],
    ['dreamshper_8.safetensors', 'dreamshaper_8.safetensors', 'similar'],
    ['dreamsahper_8.safetensors', 'dreamshaper_8.safetensors', 'similar'],
    ['123456_dreamshaper_8.safetensors', 'dreamshaper_8.safetensors', 'similar'],
  ])('%s finds %s by %s, and it may be preselected', (asked, found, rung) => {
    expect(rungOf(asked, 'unlike.safetensors', found, 'another_one.safetensors')).toEqual([found, rung, true])
  })

  test('higher rungs have higher scores', () => {
    const asked = 'a/dreamshaper_v8.safetensors'
    const scores = [
      'a/dreamshaper_v8.safetensors',
      'A/dreamshaper_v8.safetensors',
      'b/dreamshaper_v8.safetensors',
      'a/dreamshaper-v8.safetensors',
      'a/v8_dreamshaper.safetensors',
      'a/dreamshper_v8.safetensors',
    ].map((name) => repair(asked, name).candidates[0]?.score ?? 0)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(new Set(scores).size).toBe(scores.length)
  })

  test('a converted pickle may be preselected, a pickle for safetensors and another format may not', () => {
    expect(rungOf('anime.ckpt', 'anime.safetensors')[2]).toBe(true)
    expect(rungOf('anime.safetensors', 'anime.ckpt')[2]).toBe(false)
    expect(rungOf('anime.safetensors', 'anime.gguf')[2]).toBe(false)
  })

  test('two files that are nearly as good are never clear', () => {
    expect(repair('detail.safetensors', 'a/detail.safetensors', 'b/detail.safetensors').clear).toBe(false)
    expect(repair('add detail.safetensors', 'add_detail.safetensors', 'add-detail.safetensors').clear).toBe(false)
    expect(repair('add_detail.safetensors', 'add_detail (1).safetensors', 'add_detail (2).safetensors').clear).toBe(
      false,
    )
  })

  test('the other quantisations of an asked file follow as variants', () => {
    const { candidates, clear } = repair(
      'flux1-dev-Q5_K_S.gguf',
      'flux1-dev-Q4_K_S.gguf',
      'flux1-dev-Q8_0.gguf',
      'flux1-schnell-Q5_K_S.gguf',
    )
    expect(clear).toBe(false)
    expect(candidates.map(({ name, variant }) => [name, variant])).toEqual([
      ['flux1-dev-Q4_K_S.gguf', true],
      ['flux1-dev-Q8_0.gguf', true],
    ])
  })

  test('a word that other names have is no slip', () => {
    expect(rungOf('night_forests.safetensors', 'night_forest.safetensors')[2]).toBe(true)
    expect(rungOf('night_forests.safetensors', 'night_forest.safetensors', 'red_forests.safetensors')[2]).toBe(false)
  })

  test('nothing alike, nothing answered', () => {
    expect(repair('kolors.safetensors', ...realNames)).toEqual({
      candidates: expect.not.arrayContaining([expect.objectContaining({ score: expect.closeTo(1, 0) })]),
      clear: false,
    })
    expect(repair('qqqqqqqq', 'detail.safetensors')).toEqual({ candidates: [], clear: false })
  })
})

describe('the folder of the loader', () => {
  const files: NamedFile[] = [
    { id: 1, name: 'detail.safetensors', folders: ['checkpoints'] },
    { id: 2, name: 'sub/detail.safetensors', folders: ['loras'] },
  ]

  test('a file in it comes before a better name elsewhere', () => {
    const { candidates, clear } = createNameIndex(files).repair('detail.safetensors', { folder: 'loras' })
    expect(candidates.map(({ id }) => id)).toEqual([2, 1])
    expect(candidates[1]?.reasons).toContain('in checkpoints instead of loras')
    expect(clear).toBe(true)
  })

  test('a file elsewhere is a candidate and not clear', () => {
    const { candidates, clear } = createNameIndex(files.slice(0, 1)).repair('detail.safetensors', { folder: 'loras' })
    expect(candidates).toMatchObject([
      { id: 1, rung: 'exact-path', score: 0.8, reasons: ['in checkpoints instead of loras'] },
    ])
    expect(clear).toBe(false)
  })

  test('a file in it under another spelling comes before the exact name elsewhere', () => {
    const { candidates } = createNameIndex([
      { id: 1, name: 'add_detail.safetensors', folders: [] },
      { id: 2, name: 'add-detail.safetensors', folders: ['loras'] },
    ]).repair('add_detail.safetensors', { folder: 'loras' })
    expect(candidates.map(({ id, reasons }) => [id, reasons])).toEqual([
      [2, ['only separators differ']],
      [1, ['in no model folder instead of loras']],
    ])
  })

  test('an empty file is never clear', () => {
    const { candidates, clear } = createNameIndex([{ id: 1, name: 'detail.pt', folders: ['loras'], size: 0 }]).repair(
      'detail.pt',
    )
    expect(candidates).toMatchObject([{ reasons: ['the file is empty'] }])
    expect(clear).toBe(false)
  })
})

describe('any names', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(...realNames),
    fc.constantFrom('', '/', '.', '%', '%zz', '__proto__', '()', '.safetensors'),
  )

  test('an exact name is first, whatever else there is', () => {
    fc.assert(
      fc.property(fc.uniqueArray(text, { minLength: 1, maxLength: 20 }), fc.nat(), (names, at) => {
        const index = createNameIndex(inFolder('loras', ...names))
        const asked = names[at % names.length] ?? ''
        expect(index.repair(asked).candidates[0]).toMatchObject({
          name: asked,
          score: 1,
          rung: 'exact-path',
          reasons: [],
        })
      }),
      { numRuns: 300 },
    )
  })

  test('scores lie in 0..1, best first; a clear one is more than 5 % ahead; the same answer twice', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), text, (names, asked) => {
        const index = createNameIndex(inFolder('loras', ...names))
        const { candidates, clear } = index.repair(asked, { limit: 32 })
        const scores = candidates.map(({ score }) => score)
        expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true)
        expect(scores).toEqual([...scores].sort((a, b) => b - a))
        if (clear && scores.length > 1) expect(scores[1]).toBeLessThan((scores[0] ?? 0) * 0.95)
        expect(index.repair(asked, { limit: 32 })).toEqual({ candidates, clear })
        expect(createNameIndex(inFolder('loras', ...names)).repair(asked, { limit: 32 })).toEqual({ candidates, clear })
      }),
      { numRuns: 300 },
    )
  })

  test('a limit cuts the list and not the judgement', () => {
    const index = createNameIndex(inFolder('loras', 'a/detail.pt', 'b/detail.pt', 'c/detail.pt'))
    expect(index.repair('detail.pt', { limit: 1 })).toMatchObject({ candidates: { length: 1 }, clear: false })
    expect(index.repair('detail.pt', { limit: 0 })).toEqual({ candidates: [], clear: false })
  })

  test.each(['1', '-', '(1)', '.pt', '%20', 'a ', 'v1.', 'デ'])(
    'a hostile name of 200,000 letters %s is read in bounded time',
    (piece) => {
      const long = piece.repeat(200_000 / piece.length)
      const index = createNameIndex(inFolder('loras', ...realNames, `${long})`))
      const began = performance.now()
      for (const asked of [long, `${long})`, `${long}.safetensors`, `a copy ${long}`]) index.repair(asked)
      expect(performance.now() - began).toBeLessThan(4000)
    },
  )

  test('one name in 50,000 folders is answered in bounded time', () => {
    const names = Array.from({ length: 50_000 }, (_, at) => `${at}/model.safetensors`)
    const index = createNameIndex(inFolder('loras', ...names))
    index.repair('warm.safetensors')
    const began = performance.now()
    expect(index.repair('49999/model.safetensors').candidates[0]).toMatchObject({
      name: '49999/model.safetensors',
      rung: 'exact-path',
    })
    expect(index.repair('model.safetensors').clear).toBe(false)
    expect(performance.now() - began).toBeLessThan(1000)
  })
})
