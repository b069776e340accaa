import { readLicenceWords, sayLicence } from '@greenlight/shared/licence-words'
import { expect, test } from 'vitest'
import { defaultPolicy } from '../policy-words.js'
import { licenceTick } from './apply-policy.js'

test.each([
  ['see LICENSE', 'LICENSE'],
  ['see LICENSE.txt', 'LICENSE.txt'],
  ['SEE LICENSE IN <docs/terms.md>', 'docs/terms.md'],
  ['LICENSE', 'LICENSE'],
  ['licence.md', 'licence.md'],
  ['COPYING', 'COPYING'],
  ['see the LICENSE file', 'LICENSE'],
])('%s names only the file %s', (text, file) => {
  expect(readLicenceWords(text)).toEqual({ is: 'file', file })
  expect(sayLicence(text)).toBe(`licence in its file ${file}`)
})

test.each(['MIT', 'apache-2.0', 'Unlicense', 'MIT License', 'CreativeML Open RAIL-M', 'GPL-3.0 license', 'see https://h/terms of use'])('%s is a name', (text) => {
  expect(readLicenceWords(text)).toEqual({ is: 'name', name: text })
})

test('words that say nothing are no licence, and no name of one', () => {
  for (const text of [null, undefined, '', ' unknown ', 'NOASSERTION', 'n/a']) expect([readLicenceWords(text), sayLicence(text)]).toEqual([{ is: 'unknown' }, ''])
  expect(sayLicence('other')).toBe('licence of its own')
})

test('what is asked reads as a sentence; the key stays', () => {
  const says = (licence: string | null) => licenceTick(licence, 'Foo', null, defaultPolicy)
  expect(says('see LICENSE')).toEqual([{ key: 'licence:Foo', says: 'Which licence Foo is given under stands only in its file LICENSE: read it first.' }])
  expect(says('unknown')).toEqual([{ key: 'licence:Foo', says: 'Nobody says under which licence Foo is given.' }])
  expect(says('other')[0]?.says).toBe('Foo is given under a licence of its own: read it first.')
  expect(says('GPL-3.0')[0]?.says).toContain('under the licence GPL-3.0,')
  expect(says('MIT')).toEqual([])
})
