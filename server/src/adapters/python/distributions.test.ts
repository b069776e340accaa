import { symlink } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { tempTree } from '../files/testing/temp-tree.js'
import { digestOfDistributions, listDistributions } from './list-distributions.js'
import { readMetadata } from './read-metadata.js'

test.each<[string, ReturnType<typeof readMetadata>]>([
  ['Metadata-Version: 2.1\r\nName: Größe-Pack\r\nVersion: 1.0\r\nRequires-Dist: numpy>=1 ;\r\n extra == "x"\r\n\r\nName: not this\r\nRequires-Dist: nor-this\r\n', { name: 'Größe-Pack', version: '1.0', requires: ['numpy>=1 ; extra == "x"'] }],
  ['\ufeffname:a\nVERSION:2\nName: b', { name: 'a', version: '2', requires: [] }],
  ['Name: a\n\nVersion: 1', null],
  ['', null],
  ['\0\0\0', null],
])('metadata %j', (text, read) => expect(readMetadata(text)).toEqual(read))

test('distributions by name, first folder first; what cannot be read hides no other', async () => {
  const head = (name: string, version: string) => `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`
  await using files = await tempTree({
    'one/Foo_Bar-1.0.dist-info/METADATA': head('Foo_Bar', '1.0'),
    'one/Foo_Bar-1.0.dist-info/RECORD': '',
    'one/old-0.1.egg-info': head('old', '0.1'),
    'one/older.egg-info/PKG-INFO': head('older', '0.2'),
    'one/~oo-1.0.dist-info/METADATA': head('half-removed', '1.0'),
    'one/broken-1.0.dist-info/METADATA': 'nothing',
    'one/empty-1.0.dist-info/': '',
    'two/foo_bar-2.0.dist-info/METADATA': head('foo.bar', '2.0'),
    'two/zeta-2.dist-info/METADATA': head('zeta', '2'),
  })
  await symlink('nowhere', files.at('two', 'dead-1.dist-info'))
  const found = await listDistributions([files.at('one'), files.at('absent'), files.at('two')])
  expect([...found.values()].map(({ name, version, recorded }) => [name, version, recorded])).toEqual([
    ['foo-bar', '1.0', true],
    ['old', '0.1', false],
    ['older', '0.2', false],
    ['zeta', '2', false],
  ])
})

test('a digest does not depend on the order', () => {
  const one = digestOfDistributions(new Map([['a', '1'], ['b', '2']]))
  expect(one).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(digestOfDistributions(new Map([['b', '2'], ['a', '1']]))).toBe(one)
  expect(digestOfDistributions(new Map([['b', '2'], ['a', '1.1']]))).not.toBe(one)
})
