import fc from 'fast-check'
import { expect, test } from 'vitest'
import { satisfies } from './specifiers.js'
import { compareVersions, parseVersion } from './version.js'

/** The order of PEP 440's own examples, and of packaging's. */
const ordered = [
  '0.dev1', '1.0.dev456', '1.0a1', '1.0a2.dev456', '1.0a12.dev456', '1.0a12', '1.0b1.dev456', '1.0b2', '1.0b2.post345.dev456', '1.0b2.post345',
  '1.0rc1.dev456', '1.0rc1', '1.0', '1.0+abc.5', '1.0+abc.7', '1.0+5', '1.0.post456.dev34', '1.0.post456', '1.0.15', '1.1.dev1', '2.4.0', '2.9.1+cu130', '2.10', '1!0.1',
]

test('versions stand in the order of PEP 440', () => {
  const versions = ordered.map((text) => parseVersion(text)!)
  for (const [at, a] of versions.entries())
    for (const [other, b] of versions.entries())
      expect(Math.sign(compareVersions(a, b)), `${ordered[at]} ${ordered[other]}`).toBe(Math.sign(at - other))
})

test.each([
  ['1.0', 'v1.0.0'], ['1.0a1', '1.0-alpha.1'], ['1.0rc1', '1.0c1'], ['1.0rc1', '1.0PREVIEW1'], ['1.0.post1', '1.0-1'], ['1.0.post0', '1.0rev'],
  ['1.0.dev0', '1.0dev'], ['1.0+ab.1', '1.0+AB-1'], ['  1.0 ', '01.00'],
])('%s is %s', (a, b) => expect(compareVersions(parseVersion(a)!, parseVersion(b)!)).toBe(0))

test.each(['', 'x', '1.', '1.0+', '1.0+a b', '1.0..1', '1-', 'latest', '1.0 1', `1.${'1'.repeat(300)}`, '１.0'])('%s is no version', (text) => expect(parseVersion(text)).toBeNull())

test.each<[string, string, boolean | null]>([
  ['2.0.0', '', true],
  ['2.0.0', '==2', true],
  ['2.0.1', '==2', false],
  ['2.0.1', '==2.0.*', true],
  ['2.1', '==2.0.*', false],
  ['2.1', '!=2.0.*', true],
  ['2.9.1+cu130', '==2.9.1', true],
  ['2.9.1', '==2.9.1+cu130', false],
  ['2.9.1+cu130', '>=2.9.1', true],
  ['2.9.1+cu130', '<=2.9.1', true],
  ['2.9.1+cu130', '>2.9.1', false],
  ['1.26.4', '<2', true],
  ['2.0.0rc1', '<2', false],
  ['2.0.0rc1', '<2.0.0rc2', true],
  ['2.0.0.post1', '>2.0.0', false],
  ['2.0.1', '>2.0.0', true],
  ['2.2.1', '~=2.2', true],
  ['3.0', '~=2.2', false],
  ['2.2.9', '~=2.2.1', true],
  ['2.3', '~=2.2.1', false],
  ['2.3', '~=2', null],
  ['4.8.0.76', '>=4.5.0 , <5', true],
  ['4.8.0.76', '>=4.5.0,<4.8', false],
  ['1.0', '=== 1.0', true],
  ['1.0.0', '===1.0', false],
  ['odd', '>=1', null],
  ['odd', '===odd', true],
  ['1.0', '>=later', null],
  ['1.0', '>=later,>2', false],
  ['1.0', '=1.0', null],
])('%s is one of %j: %s', (version, specifiers, answer) => expect(satisfies(version, specifiers)).toBe(answer))

test('any text gives an answer', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => [true, false, null].includes(satisfies(a, b))))
  const version = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((parts) => parts.join('.'))
  fc.assert(fc.property(version, version, (a, b) => {
    expect(satisfies(a, `>=${b}`)).toBe(!satisfies(a, `<${b}`))
    expect(satisfies(a, `==${b}`)).toBe(!satisfies(a, `!=${b}`))
  }))
})
