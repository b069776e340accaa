import { describe, expect, test } from 'vitest'
import { createNameIndex } from './name-index.js'
import { damageNames, damages } from './testing/damage.js'
import { makeNames } from './testing/make-names.js'
import { pickFrom } from './testing/pick.js'
import { realNames } from './testing/real-names.js'

const files = (names: readonly string[]) => names.map((name, id) => ({ id, name, folders: ['loras'] }))

function rightFirst(names: readonly string[], count: number, seed: number) {
  const index = createNameIndex(files(names))
  const wrong: string[] = []
  const wrongAndClear: string[] = []
  for (const { kind, asked, right } of damageNames(names, count, pickFrom(seed))) {
    const { candidates, clear } = index.repair(asked)
    if (candidates[0]?.name === right) continue
    const line = `${kind}: ${asked} -> ${candidates[0]?.name ?? 'nothing'} (${candidates[0]?.score}), not ${right}`
    wrong.push(line)
    if (clear) wrongAndClear.push(line)
  }
  return { share: 1 - wrong.length / count, wrong, wrongAndClear }
}

const kinds = Object.keys(damages).length

describe('damaged names', () => {
  test.each([11, 12, 13])('among published names, seed %i: the right file first, and no wrong one clear', (seed) => {
    const { share, wrong, wrongAndClear } = rightFirst(realNames, kinds * 15, seed)
    expect(wrongAndClear).toEqual([])
    expect(share, wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
  })

  test('among 100,000 names', () => {
    const names = [...realNames, ...makeNames(100_000 - realNames.length, pickFrom(7))]
    const { share, wrong, wrongAndClear } = rightFirst(names, kinds * 24, 21)
    expect(wrongAndClear).toEqual([])
    expect(share, wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
  }, 60_000)
})
