import { expect, it } from 'vitest'
import { compareSemver } from '../registry.js'

/** The example of semver.org 11, and what publishers write besides. */
const ascending = [
  '',
  'latest',
  'nightly',
  '0.0.9',
  '0.0.10',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '1.0.0.1',
  '1.9.0',
  '1.10.0',
  '2',
  '2.1',
  'v3.0.0',
  '10.0.0',
  '2025.10.1',
  '99999999999999999999.0.0',
]

it('orders every pair as semver does', () => {
  for (const [at, a] of ascending.entries())
    for (const [other, b] of ascending.entries())
      expect([a, b, Math.sign(compareSemver(a, b))]).toEqual([a, b, Math.sign(at - other)])
})

it('takes spellings of one version for one', () => {
  for (const [a, b] of [
    ['1.2', '1.2.0'],
    ['v1.2.0', '1.2.0'],
    ['1.0.0+a', '1.0.0+b'],
    ['01.0.0', '1.0.0'],
  ] as const)
    expect(Math.abs(compareSemver(a, b))).toBe(0)
})
