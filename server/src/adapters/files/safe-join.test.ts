import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeJoin } from './safe-join.js'

/** Never below any root, whatever the platform. */
const refused = [
  '',
  '.',
  '..',
  '/',
  '\\',
  '../x',
  '..\\x',
  'a/../../x',
  'a\\..\\..\\x',
  'a/..',
  './a',
  'a/./b',
  'a//b',
  'a/',
  'a\\',
  '/abs',
  '\\abs',
  '//srv/x',
  '\\\\srv\\share\\x',
  '\\\\?\\C:\\x',
  '\\\\.\\PhysicalDrive0',
  '//?/C:/x',
  'C:\\x',
  'C:x',
  'c:/x',
  'C:',
  'file:///etc/passwd',
  '~/.x',
  '~root/x',
  '~',
  'x\0.safetensors',
  'a/\0',
  'x\n',
  'x\r',
  'x\u0007',
  'x\u007f',
  'photo\u202egnp.exe',
  'a\u200fb',
  'CON',
  'con',
  'nul.txt',
  'NUL .txt',
  'COM1.safetensors',
  'com¹',
  'LPT9',
  'aux.',
  'a/prn/b',
  'sub/AUX.json',
  'CONIN$',
  'conout$.txt',
  'x.',
  'x ',
  'a./b',
  'a /b',
  '...',
  '.. ',
  '..\u0000',
  'x:ads',
  'x::$DATA',
  'a/b:c',
  'index.html::$DATA',
  '.git/hooks/x',
  'a/.GIT/config',
  '%2e%2e%2fx',
  '..%2fx',
  '%252e%252e/x',
  'a%5cb',
  'x%00.png',
  '．．',
  '．．/x',
  'a／b',
  'a∕b',
  'a⁄b',
  'ＣＯＮ',
  'C：x',
  '\ud800',
  'a\udfffb',
  'n'.repeat(256),
  'ü'.repeat(128),
  `${'a/'.repeat(2048)}b`,
]
const refusedOnWindows = ['a?b', 'a*', 'a"b', 'a<b', 'a>b', 'a|b', 'PROGRA~1', 'a/DOCUME~2.TXT']
const accepted = [
  'x.safetensors',
  'Flux/dev/x.safetensors',
  'Flux\\dev\\x.safetensors',
  'with blank.png',
  ' leading',
  'ünïcödé/模型 модель.json',
  'e\u0301.png',
  'ß',
  '-rf',
  '.hidden',
  'a..b',
  '..a',
  'a...b',
  'console.json',
  'com10.txt',
  'nulled',
  '100%.png',
  'a%20b.png',
  'x~1y.png',
  '.github/x',
  'n'.repeat(255),
  '__proto__',
  'K',
  'a&b;$(c)`d`.png',
  "it's.json",
  '🎨/x.webp',
]

describe.each([
  ['posix', path.posix, '/srv/ComfyUI/models'],
  ['win32', path.win32, 'D:\\AI Stuff\\ComfyUI\\models'],
] as const)('safeJoin on %s', (name, flavour, root) => {
  it.each(refused)('refuses %j', (foreign) => expect(safeJoin(root, foreign, flavour)).toBeNull())
  it.each(accepted)('joins %j', (foreign) => {
    expect(safeJoin(root, foreign, flavour)).toBe([root, ...foreign.split(/[/\\]/)].join(flavour.sep))
  })
  it.each(refusedOnWindows)('%j is a name only elsewhere', (foreign) => {
    expect(safeJoin(root, foreign, flavour) === null).toBe(name === 'win32')
  })
  it('never leaves the root, whatever the text', () => {
    const nasty = fc.string({ unit: fc.constantFrom('.', '/', '\\', ':', 'a', ' ', '~', '%2e', '\0', 'C', '‥', '．') })
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (foreign) => {
        const joined = safeJoin(root, foreign, flavour)
        return joined === null || flavour.resolve(joined).startsWith(root + flavour.sep)
      }),
      { numRuns: 3000, seed: 7 },
    )
  })
})

it('the walls hold at least sixty names', () => expect(refused.length).toBeGreaterThanOrEqual(60))

it('a relative root and a root with a trailing slash work as well', () => {
  expect(safeJoin('models', 'a/b', path.posix)).toBe('models/a/b')
  expect(safeJoin('/models/', 'a', path.posix)).toBe('/models/a')
  expect(safeJoin('C:\\', 'a', path.win32)).toBe('C:\\a')
})
