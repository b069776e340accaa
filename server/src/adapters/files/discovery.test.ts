import { spawnSync } from 'node:child_process'
import { readdir, readFile, stat } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { readDiscovery, readOperatorToken, removeDiscovery, writeDiscovery } from './discovery.js'
import { tempTree } from './testing/temp-tree.js'

const discovery = {
  protocol: 1 as const,
  pid: process.pid,
  host: '127.0.0.1',
  port: 8189,
  token: 'p'.repeat(43),
  startedAt: '2026-01-02T03:04:05.000Z',
  version: '0.1.0',
}

it('says where the sidecar is, and to nobody else', async () => {
  await using tree = await tempTree()
  expect(await readDiscovery(tree.root)).toBeNull()
  expect(await readOperatorToken(tree.root)).toBeNull()
  await writeDiscovery(tree.root, discovery, 'operator')
  expect(await readDiscovery(tree.root)).toEqual({ state: 'running', discovery })
  expect(await readOperatorToken(tree.root)).toBe('operator')
  expect(await readFile(tree.at('operator.token'), 'utf8')).toBe('operator\n')
  expect(await readFile(tree.at('sidecar.json'), 'utf8')).not.toContain('operator')
  if (process.platform !== 'win32') {
    for (const name of ['sidecar.json', 'operator.token']) expect((await stat(tree.at(name))).mode & 0o777).toBe(0o600)
  }
  await removeDiscovery(tree.root, discovery.pid)
  expect(await readdir(tree.root)).toEqual([])
})

it('recognises a sidecar that is gone', async () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid
  await using tree = await tempTree()
  await writeDiscovery(tree.root, { ...discovery, pid: gone }, 'operator')
  expect((await readDiscovery(tree.root))?.state).toBe('stale')
  await removeDiscovery(tree.root, process.pid)
  expect(await readdir(tree.root)).toEqual([])
})

it('leaves the files of another that runs', async () => {
  await using tree = await tempTree()
  await writeDiscovery(tree.root, discovery, 'operator')
  await removeDiscovery(tree.root, discovery.pid + 1)
  expect(await readDiscovery(tree.root)).not.toBeNull()
})

it.each([
  '',
  'null',
  '[]',
  '{',
  '{"protocol":2}',
  JSON.stringify({ ...discovery, port: 0 }),
  JSON.stringify({ ...discovery, token: 'short' }),
  JSON.stringify({ ...discovery, pid: -1 }),
])('takes %j for none', async (text) => {
  await using tree = await tempTree({ 'sidecar.json': text })
  expect(await readDiscovery(tree.root)).toBeNull()
})
