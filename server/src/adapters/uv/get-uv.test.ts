import { createHash } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Transfers } from '../../core/change-ports.js'
import { ProblemError } from '../../problems.js'
import { createUnpacker } from '../archive/unpacker.js'
import { safeJoin } from '../files/safe-join.js'
import { tempTree } from '../files/testing/temp-tree.js'
import { removeOwnFile, removeOwnTree } from '../files/trash.js'
import { chooseWheel, readIndexPage } from './choose-wheel.js'
import { getUv } from './get-uv.js'
import { zip } from './testing/wheels.js'

const wheel = (version: string) => zip(new Map([['uv/__init__.py', ''], [`uv-${version}.data/scripts/uv`, `#!/bin/sh\necho uv ${version}.0\n`], [`uv-${version}.dist-info/RECORD`, '']]))
const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const linux = { platform: 'linux', arch: 'x64' } as const
const tag = 'py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl'

/** Gives what lies behind an address, and checks it as the real one does. */
const transfersOf = (files: ReadonlyMap<string, Uint8Array>): Pick<Transfers, 'discard' | 'fetch'> => ({
  async fetch({ url, part, sha256 }) {
    const bytes = files.get(url)
    if (bytes === undefined || sha256 !== `sha256:${hex(bytes)}`) throw new ProblemError('TRANSFER_MISMATCH', { name: url })
    await writeFile(part, bytes)
    return { size: bytes.length, sha256, blake3: '', fetched: bytes.length, from: '' }
  },
  discard: removeOwnFile,
})

test('fetches, checks and unpacks the newest one for this machine', async () => {
  await using files = await tempTree()
  const bytes = wheel('0.9.10')
  const page = `<html><a href="../../files/uv-0.9.2-${tag}#sha256=${hex(wheel('0.9.2'))}">uv-0.9.2-${tag}</a>
    <a href="../../files/uv-0.9.10-${tag}#sha256=${hex(bytes)}">uv-0.9.10-${tag}</a>
    <a data-yanked="bad" href="../../files/uv-0.9.11-${tag}#sha256=${hex(bytes)}">uv-0.9.11-${tag}</a>
    <a href="../../files/uv-0.9.12-${tag}">uv-0.9.12-${tag}</a></html>`
  const asked: string[] = []
  const host = {
    endpoint: 'https://mirror.example/pypi',
    fetch: async (path: string) => {
      asked.push(path)
      return { status: 200, headers: new Map<string, string>(), bytes: new TextEncoder().encode(page) }
    },
  }
  const unpacker = createUnpacker({ joinSafely: safeJoin, removeOwn: removeOwnTree })
  const parts = { host, unpacker, tools: files.at('tools'), machine: linux, removeOwnTree, transfers: transfersOf(new Map([[`https://mirror.example/pypi/files/uv-0.9.10-${tag}`, bytes]])) }
  const { signal } = new AbortController()
  const program = await getUv(parts, signal)
  expect(program).toBe(files.at('tools', 'uv-0.9.10', 'uv'))
  expect(await readFile(program, 'utf8')).toContain('echo uv')
  expect((await stat(program)).mode & 0o111).not.toBe(0)
  expect(await getUv({ ...parts, transfers: transfersOf(new Map()) }, signal)).toBe(program)
  expect(asked).toEqual(['/simple/uv/', '/simple/uv/'])
  await expect(getUv({ ...parts, tools: files.at('others'), transfers: transfersOf(new Map([[`https://mirror.example/pypi/files/uv-0.9.10-${tag}`, wheel('1.0.0')]])) }, signal)).rejects.toMatchObject({ problem: { code: 'TRANSFER_MISMATCH' } })
  await expect(getUv({ ...parts, machine: { platform: 'aix', arch: 'ppc64' } }, signal)).rejects.toMatchObject({ problem: { code: 'UV_REFUSED' } })
})

test.each([
  ['darwin', 'arm64', 'uv-1.0.0-py3-none-macosx_11_0_arm64.whl'],
  ['win32', 'x64', 'uv-1.0.0-py3-none-win_amd64.whl'],
  ['linux', 'arm64', 'uv-1.0.0-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.whl'],
  ['freebsd', 'x64', null],
] as const)('the wheel of %s %s', (platform, arch, name) => {
  const names = ['macosx_11_0_arm64', 'win_amd64', 'win_arm64', 'win32', 'manylinux_2_17_aarch64.manylinux2014_aarch64', 'musllinux_1_1_x86_64', 'linux_armv6l'].map((one) => `uv-1.0.0-py3-none-${one}.whl`)
  const page = JSON.stringify({ files: [...names.map((filename) => ({ filename, url: `x/${filename}`, size: 5, hashes: { sha256: 'a'.repeat(64) }, yanked: false })), null, 7, { filename: 'uv-9.0.0-py3-none-win_amd64.whl', url: 'x', hashes: {} }] })
  const chosen = chooseWheel(readIndexPage(page, 'https://i.example/simple/uv/'), { platform, arch })
  expect(chosen?.name ?? null).toBe(name)
  if (chosen !== null) expect(chosen).toMatchObject({ url: `https://i.example/simple/uv/x/${chosen.name}`, bytes: 5, version: '1.0.0' })
})

test.each(['', '{', '{"files": 3}', '<a href=x>y</a>', '[]'])('a page of nothing: %j', (text) => expect(readIndexPage(text, 'https://i.example/')).toEqual([]))
