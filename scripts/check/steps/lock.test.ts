import { expect, test } from 'vitest'
import { plant } from '../testing/plant.js'
import { lock } from './lock.mjs'

const good = { version: '1.2.3', integrity: 'sha512-abc', license: 'MIT' }
const lockOf = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'x' }, 'node_modules/@greenlight/shared': { link: true, resolved: 'shared' }, ...packages } })
const faultsOf = (entry: object, name = 'tool', manifest: object = {}) =>
  lock.run({
    root: plant({ 'package-lock.json': lockOf({ [`node_modules/${name}`]: { ...good, ...entry } }), 'package.json': JSON.stringify(manifest) }),
  }).faults

test('a checked package of a registry passes', () => {
  expect(faultsOf({})).toEqual([])
  expect(faultsOf({ version: '4.5.5' }, 'primevue', { dependencies: { primevue: '4.5.5' } })).toEqual([])
})

test.each([
  ['without integrity', { integrity: undefined }, 'no sha512 integrity'],
  ['with an old integrity', { integrity: 'sha1-abc' }, 'no sha512 integrity'],
  ['from git', { resolved: 'git+ssh://git@example.org/a/b.git#1' }, 'only a registry over https'],
  ['over http', { resolved: 'http://example.org/a.tgz' }, 'only a registry over https'],
  ['with an install script', { hasInstallScript: true }, 'installing must run nothing'],
  ['under another licence', { license: 'GPL-3.0-only' }, 'licence GPL-3.0-only'],
  ['without a licence', { license: undefined }, 'licence (none)'],
])('a package %s is a fault', (_, entry, says) => {
  expect(faultsOf(entry)).toEqual([expect.stringContaining(says)])
})

test('a package whose binary for some platform is not in the lock', () => {
  expect(faultsOf({ optionalDependencies: { 'tool-win32-x64': '1.2.3' } })).toEqual([expect.stringContaining('wants tool-win32-x64')])
  expect(faultsOf({ optionalDependencies: { '@greenlight/shared': '1.2.3' } })).toEqual([])
})

test('commercial majors are refused, wherever they are nested', () => {
  expect(faultsOf({ version: '5.0.2' }, 'a/node_modules/primevue')).toEqual([expect.stringContaining('is commercial')])
  expect(faultsOf({ version: '3.0.0' }, '@primeuix/themes')).toEqual([expect.stringContaining('is commercial')])
})

test('manifests pin exactly and run nothing at installation', () => {
  expect(faultsOf({}, 'tool', { devDependencies: { tool: '^1.2.3' } })).toEqual([expect.stringContaining('no exact version')])
  expect(faultsOf({}, 'tool', { scripts: { postinstall: 'x' } })).toEqual([expect.stringContaining('"postinstall" script')])
})

test('no lock at all', () => {
  expect(lock.run({ root: plant({ 'package.json': '{}' }) }).faults).toEqual([expect.stringContaining('package-lock.json is missing')])
})
