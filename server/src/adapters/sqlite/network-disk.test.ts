import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { isNetworkType, liesOnNetwork } from './network-disk.js'

it.each([
  ['\\\\nas\\share\\state', true],
  ['//nas/share/state', true],
  ['\\\\?\\UNC\\nas\\share', true],
  ['\\\\?\\C:\\state', false],
  ['C:\\Users\\Ana\\AppData\\Local\\greenlight', false],
])('knows a share of Windows: %s', (folder, network) => {
  expect(liesOnNetwork(folder, 'win32')).toBe(network)
})

it('knows the numbers of Linux, signed or not', () => {
  expect([0x6969, 0xff534d42, 0xff534d42 | 0, 0xfe534d42 | 0].map(isNetworkType)).toEqual([true, true, true, true])
  expect([0xef53, 0x9123683e | 0, 0x01021994].map(isNetworkType)).toEqual([false, false, false])
})

it('asks the disk, and takes a folder that it cannot ask for a local one', () => {
  expect(liesOnNetwork(`${tmpdir()}/not there at all`, 'linux')).toBe(false)
  expect(liesOnNetwork('//nas/share', 'darwin')).toBe(false)
})
