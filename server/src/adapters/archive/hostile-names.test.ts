import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { longName, makeTar, pax } from './testing/make-tar.js'
import { makeZip } from './testing/make-zip.js'
import { unpack } from './testing/unpack.js'

/** The wall of names: each must stay out, however it comes. */
const names = [
  '../x',
  '..\\x',
  'a/../../x',
  '/abs',
  'C:\\x',
  'C:x',
  '\\\\srv\\share\\x',
  '\\\\?\\C:\\x',
  '//srv/x',
  '~/.x',
  '.',
  '..',
  '',
  'a//b',
  'a/./b',
  '%2e%2e%2fx',
  '%252e',
  '\uff0e\uff0e',
  'a\u2215b',
  'x\0.py',
  'x\ny',
  'a\u202eyp.x',
  'CON',
  'nul.txt',
  'COM1.safetensors',
  'COM¹',
  'LPT9 ',
  'AUX.',
  'x.',
  'x ',
  'x:ads',
  'x::$DATA',
  'n'.repeat(256),
  `${'p/'.repeat(2100)}x`,
  '.git/hooks/x',
  '.GIT/config',
  'a/.git/config',
  'a/../b',
  './../x',
  'x/..',
  '../',
  '..',
  'a\\..\\..\\x',
] as const

const entries = names.map((name) => [name.length > 40 ? `${name.slice(0, 40)}…` : name, name] as const)
const good = { name: 'fine.py', data: 'fine' }

it('has forty of them', () => {
  expect(new Set(names).size).toBeGreaterThanOrEqual(40)
})

it.each(entries)('refuses %j as the name of an entry', async (_, name) => {
  const archives = [
    makeZip([good, { name, data: 'x' }]),
    makeZip([good, { name: `${name}/`, mode: 0o040755 }]),
    gzipSync(makeTar([good, pax({ path: name }), { name: 'p', data: 'x' }])),
  ]
  if (!name.includes('\0')) archives.push(gzipSync(makeTar([good, longName(name), { name: 'p', data: 'x' }])))
  if (name.length < 100) archives.push(gzipSync(makeTar([good, { name, data: 'x' }])))
  // No prefix, and the folder itself, are nothing odd.
  if (name.length < 100 && name !== '' && name !== '.')
    archives.push(gzipSync(makeTar([good, { name: 'x', prefix: name, data: 'x' }])))
  for (const [at, archive] of archives.entries()) {
    const { answer, tree, beside } = await unpack(archive)
    expect([name, at, answer.ok, tree.size, beside]).toEqual([name, at, false, 0, []])
  }
})
