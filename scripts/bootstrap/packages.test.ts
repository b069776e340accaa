import { expect, test } from 'vitest'
import { plant } from '../check/testing/plant.js'
import { ensurePackages, isInstalled } from './packages.mjs'

const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' }
const windows = { os: 'win32', cpu: 'x64' }
const tool = { version: '1.0.0', integrity: 'sha512-a' }
const forLinux = { version: '1.0.0', integrity: 'sha512-b', optional: true, os: ['linux'], cpu: ['x64'], libc: ['glibc'] }
const forWindows = { version: '1.0.0', integrity: 'sha512-c', optional: true, os: ['win32'], cpu: ['x64'] }

const lock = {
  packages: {
    '': {},
    shared: {},
    'node_modules/@greenlight/shared': { link: true },
    'node_modules/tool': tool,
    'node_modules/tool-linux': forLinux,
    'node_modules/tool-win32': forWindows,
    'node_modules/tool/node_modules/nice-to-have': { version: '1.0.0', integrity: 'sha512-d', optional: true },
  },
}
const record = { packages: { 'node_modules/tool': tool, 'node_modules/tool-linux': forLinux } }

test("npm's record of this platform is enough", () => {
  expect(isInstalled(lock, record, linux)).toBe(true)
})

test.each([
  ['nothing installed', { packages: {} }],
  ['another version', { packages: { ...record.packages, 'node_modules/tool': { ...tool, version: '1.0.1' } } }],
  ['other contents', { packages: { ...record.packages, 'node_modules/tool': { ...tool, integrity: 'sha512-z' } } }],
  ['the binding of this platform left out', { packages: { 'node_modules/tool': tool } }],
])('%s is not', (_, other) => {
  expect(isInstalled(lock, other, linux)).toBe(false)
})

test('node_modules of another platform is not', () => {
  expect(isInstalled(lock, record, windows)).toBe(false)
  expect(isInstalled(lock, record, { os: 'linux', cpu: 'arm64', libc: 'glibc' })).toBe(true)
})

test('a musl machine does not miss the glibc binding', () => {
  expect(isInstalled(lock, { packages: { 'node_modules/tool': tool } }, { ...linux, libc: 'musl' })).toBe(true)
})

test('a record whose packages lie there is taken as it is; without the files npm is asked', async () => {
  const files = {
    'package-lock.json': JSON.stringify({ packages: { 'node_modules/tool': tool } }),
    'node_modules/.package-lock.json': JSON.stringify({ packages: { 'node_modules/tool': tool } }),
    'package.json': 'npm stops here',
  }
  const whole = plant({ ...files, 'node_modules/tool/package.json': '{}' })
  expect(await ensurePackages(process.execPath, whole)).toBe(true)
  expect(await ensurePackages(process.execPath, whole)).toBe(false)
  await expect(ensurePackages(process.execPath, plant(files))).rejects.toMatchObject({ code: 'SETUP_PACKAGES_FAILED' })
})
