import fc from 'fast-check'
import path from 'node:path'
import { expect, test } from 'vitest'
import { folderOf, isAbsolute, isBelow, joinPath, nameOf } from './paths.js'
import { partOf } from './draft/staging.js'

const segment = fc.string({ unit: fc.constantFrom('a', 'Ü', ' ', '模', '.x', '-'), minLength: 1, maxLength: 6 }).map((text) => `n${text}m`)
const segments = fc.array(segment, { minLength: 1, maxLength: 5 })

test('agrees with both flavours of node:path', () => {
  for (const [flavour, root] of [[path.posix, '/'], [path.posix, '/home/ü'], [path.win32, 'C:\\'], [path.win32, 'D:\\My Models\\'], [path.win32, '\\\\srv\\share']] as const) {
    fc.assert(
      fc.property(segments, (names) => {
        const joined = joinPath(root, ...names)
        expect(joined).toBe(flavour.join(root, ...names))
        expect(nameOf(joined)).toBe(flavour.basename(joined))
        expect(isAbsolute(joined)).toBe(true)
        expect(isBelow(root, joined)).toBe(true)
        if (names.length > 1) expect(folderOf(joined)).toBe(flavour.dirname(joined))
      }),
    )
  }
  expect([folderOf('/a'), folderOf('C:\\a'), joinPath('C:\\a', 'b/c'), joinPath('/a', 'b\\c')]).toEqual(['/', 'C:\\', 'C:\\a\\b\\c', '/a/b\\c'])
})

test.each([
  ['/a', '/ab/c'], ['/a', '/a'], ['/a', '/a/'], ['/a', '/a/../b'], ['/a', '/a/./b'], ['/a', '/a//b'], ['/a', '/A/b'], ['/a', 'a/b'],
  ['C:\\a', 'C:\\ab'], ['C:\\a', 'C:\\a\\..\\b'], ['C:\\a', 'C:\\a/../b'], ['C:\\a', 'D:\\a\\b'], ['C:\\a', '\\a\\b'],
])('%s does not hold %s', (root, file) => {
  expect(isBelow(root, file)).toBe(false)
})
test.each([['/a', '/a/b'], ['/', '/b'], ['/a', '/a/b\\..\\c'], ['C:\\a', 'c:\\A\\b'], ['C:\\a', 'C:/a/b'], ['C:\\a\\', 'C:\\a\\b']])('%s holds %s', (root, file) => {
  expect(isBelow(root, file)).toBe(true)
})

test('a staging name is never too long for a disk and keeps whole letters', () => {
  const part = partOf(`/models/${'模'.repeat(80)}.safetensors`, '01JABCDEFGHJKMNPQRSTVWXYZ0')
  expect(Buffer.byteLength(nameOf(part))).toBeLessThanOrEqual(255)
  expect(part).toMatch(/^\/models\/\.模+\.01JABCDEFG\.part$/)
})
