import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldName } from '../readiness/models/fold-name.js'
import { foldText } from './fold-text.js'
import { realNames } from './testing/real-names.js'

describe('foldText', () => {
  test.each([
    ['.\\Sub\\\\A.PT', 'sub/a.pt'],
    ['ＭＯＤＥＬ.pt', 'model.pt'],
    ['モデル.pt'.normalize('NFD'), 'モデル.pt'],
    ['my%20model%2B.pt', 'my model+.pt'],
    ['100%.pt', '100%.pt'],
    ['%ff%20.pt', '%ff%20.pt'],
    ['', ''],
  ])('%s', (name, folded) => {
    expect(foldText(name)).toBe(folded)
  })

  test('names that readiness takes for one are one here too', () => {
    const spelled = fc.constantFrom(...realNames, 'Größe/Naïve.PT', 'モデル/デ.pt')
    const change = fc.constantFrom<(name: string) => string>(
      (name) => name.toUpperCase(),
      (name) => name.replaceAll('/', '\\'),
      (name) => name.normalize('NFD'),
      (name) => `./${name}`,
    )
    fc.assert(
      fc.property(spelled, change, change, (name, one, two) => {
        const other = two(one(name))
        if (foldName(other) === foldName(name)) expect(foldText(other)).toBe(foldText(name))
      }),
    )
  })
})
