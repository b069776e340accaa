import { describe, expect, test } from 'vitest'
import { createNameIndex } from './name-index.js'
import { makeNames } from './testing/make-names.js'
import { pickFrom } from './testing/pick.js'
import { realNames } from './testing/real-names.js'
import { otherModels, type Trap, unsaid, variants } from './testing/traps.js'

const repairAlone = ({ asked, found }: Trap) =>
  createNameIndex([{ id: 1, name: found, folders: ['loras'] }]).repair(asked)
const both = (traps: readonly Trap[]) => traps.flatMap((trap) => [trap, { asked: trap.found, found: trap.asked }])
const named = (traps: readonly Trap[]) => traps.map((trap) => [`${trap.asked} <- ${trap.found}`, trap] as const)

describe('names that look alike and mean another model', () => {
  test('are sixty pairs and more', () => {
    expect(otherModels.length + unsaid.length + variants.length).toBeGreaterThanOrEqual(60)
  })

  test.each(named(both([...otherModels, ...unsaid])))('never clear: %s', (_, trap) => {
    expect(repairAlone(trap).clear).toBe(false)
  })

  test.each(named(both(otherModels)))('below 0.5 or left out: %s', (_, trap) => {
    for (const { score, variant } of repairAlone(trap).candidates) {
      expect(score).toBeLessThan(0.5)
      expect(variant).toBe(false)
    }
  })

  test.each(named(both(variants)))('a variant, offered and not taken: %s', (_, trap) => {
    const { candidates, clear } = repairAlone(trap)
    expect(clear).toBe(false)
    expect(candidates).toMatchObject([{ variant: true, reasons: [expect.stringMatching(/quantisation/)] }])
    expect(candidates[0]?.score).toBeGreaterThan(0.5)
  })

  test('of published names, none is taken for another', () => {
    const taken = realNames.flatMap((asked) => {
      const others = realNames.filter((name) => name !== asked).map((name, id) => ({ id, name, folders: ['loras'] }))
      const { candidates, clear } = createNameIndex(others).repair(asked)
      return clear ? [`${asked} for ${candidates[0]?.name}`] : []
    })
    expect(taken).toEqual([])
  })

  test('none is clear among 1,000 other names either', () => {
    const traps = both([...otherModels, ...unsaid, ...variants])
    const others = makeNames(1000, pickFrom(7)).map((name, at) => ({ id: at + 10, name, folders: ['loras'] }))
    for (const { asked, found } of traps) {
      const { candidates, clear } = createNameIndex([...others, { id: 1, name: found, folders: ['loras'] }]).repair(
        asked,
      )
      expect(clear, `${asked} -> ${candidates[0]?.name}`).toBe(false)
    }
  }, 60_000)
})
