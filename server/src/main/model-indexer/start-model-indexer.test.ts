import { afterEach, expect, it } from 'vitest'
import { tempTree, type TempTree } from '../../adapters/files/testing/temp-tree.js'
import { openModelIndex } from '../../adapters/sqlite/open-model-index.js'
import { acquireIndexLock } from '../../adapters/sqlite/index-lock.js'
import type { ModelRoot } from '../../core/model-index.js'
import { safetensorsOf } from './testing/safetensors-of.js'
import { type ModelIndexer, type ModelIndexerOptions, startModelIndexer } from './start-model-indexer.js'

const open: ModelIndexer[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const weights = new Set(['.safetensors', '.ckpt'])
const rootAt = (path: string): ModelRoot => ({ path, from: 'comfyui', folders: [{ name: 'loras', accepts: weights }] })

function start(tree: TempTree, options: Partial<ModelIndexerOptions> = {}) {
  const events: Parameters<ModelIndexerOptions['publish']>[0][] = []
  const indexer = startModelIndexer({
    state: tree.at('state'),
    roots: () => Promise.resolve([rootAt(tree.at('models'))]),
    publish: (event) => events.push(event),
    ...options,
  })
  open.push(indexer)
  return { indexer, events }
}

it('walks, describes and hashes in its thread, and says so', async () => {
  await using tree = await tempTree({ 'models/sub dir/模型.safetensors': safetensorsOf('a'), 'models/b.ckpt': 'no pickle', 'models/note.txt': 'x' })
  const { indexer, events } = start(tree)
  await indexer.rescan()
  expect(await indexer.status()).toMatchObject({ state: 'idle', files: 2, described: 2, hashed: 0, problems: [] })
  const { hashed, skipped } = await indexer.hash({ which: 'all', full: true, paths: [] })
  expect({ hashed, skipped }).toEqual({ hashed: 2, skipped: [] })
  expect(events.map((event) => (event.kind === 'progress' ? event.job : event.kind))).toEqual(expect.arrayContaining(['scan', 'describe', 'hash']))
  const reader = await openModelIndex({ folder: tree.at('state'), mode: 'read' })
  const { models } = await reader.list({})
  await reader.close()
  const [first, second] = models
  expect(first).toMatchObject({ name: 'b.ckpt', facts: { health: expect.any(String) }, digests: { sha256: expect.any(String) } })
  expect(second).toMatchObject({ name: 'sub dir/模型.safetensors', facts: { format: 'safetensors', health: 'whole' } })
  expect(second?.digests.tensorsSha256).toMatch(/^[0-9a-f]{64}$/)
})

it('tells the end of what it told the progress of, also where nobody knew how much there was', async () => {
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`models/${at}.safetensors`, safetensorsOf(String(at))]))
  await using tree = await tempTree(files)
  const { indexer, events } = start(tree)
  const isOver = () => {
    const last = events.findLast((event) => event.kind === 'progress')
    return last?.kind === 'progress' && last.total !== null && last.done >= last.total
  }
  await indexer.rescan()
  expect(isOver()).toBe(true)
  await indexer.rescan()
  expect(isOver()).toBe(true)
  const running = indexer.run({ hash: 'all', full: true, paths: [] }).catch(() => 'ended')
  await new Promise((resolve) => setTimeout(resolve, 20))
  await indexer.stop()
  await running
  expect(isOver()).toBe(true)
})

it('where another process writes the index it says who, reads, and takes over later', async () => {
  await using tree = await tempTree({ 'models/a.safetensors': safetensorsOf('a') })
  const other = acquireIndexLock(tree.at('state'), 'a test')
  const { indexer } = start(tree)
  await indexer.rescan()
  const told = await indexer.status()
  expect(told).toMatchObject({ state: 'elsewhere', files: 0 })
  expect(told.holder).toContain('a test')
  if (other.ok) other.release()
  await indexer.rescan()
  expect(await indexer.status()).toMatchObject({ state: 'idle', files: 1, described: 1 })
})

it('can be stopped at any moment and goes on later', async () => {
  const files = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`models/${at}.safetensors`, safetensorsOf(String(at))]))
  await using tree = await tempTree(files)
  const { indexer } = start(tree)
  for (const after of [0, 5, 30, 60]) {
    const running = indexer.run({ hash: 'all', full: false, paths: [] }).catch(() => 'ended')
    await new Promise((resolve) => setTimeout(resolve, after))
    await indexer.stop()
    await running
    expect(await indexer.status()).toMatchObject({ state: 'idle' })
  }
  await indexer.run({ hash: 'all', full: false, paths: [] })
  expect(await indexer.status()).toMatchObject({ files: 400, described: 400, hashed: 400 })
})

it('files that are wanted are hashed without being asked for all, also before they are known', async () => {
  await using tree = await tempTree({ 'models/a.safetensors': safetensorsOf('a'), 'models/b.safetensors': safetensorsOf('b') })
  const { indexer } = start(tree)
  indexer.want([tree.at('models', 'a.safetensors')], [{ type: 'sha256', value: 'x' }])
  await indexer.rescan()
  await expect.poll(async () => (await indexer.status()).hashed, { timeout: 10_000 }).toBe(1)
  const reader = await openModelIndex({ folder: tree.at('state'), mode: 'read' })
  const known = await reader.byPaths([tree.at('models', 'a.safetensors')])
  await reader.close()
  expect([...known.values()][0]?.digests.sha256).toMatch(/^[0-9a-f]{64}$/)
})

it('notices a new file by itself when it follows', { timeout: 120_000 }, async () => {
  await using tree = await tempTree({ 'models/sub/a.safetensors': safetensorsOf('a') })
  const { indexer, events } = start(tree, { follow: true })
  await indexer.rescan()
  events.length = 0
  // Nothing tells when the watch has begun, and on a busy machine a slow scan is followed by a long rest.
  const written = async () => {
    await tree.add({ 'models/sub/b.safetensors': safetensorsOf('b') })
    return (await indexer.status()).files
  }
  await expect.poll(written, { timeout: 90_000, interval: 2_500 }).toBe(2)
  await expect.poll(() => events.some(({ kind }) => kind === 'models-changed'), { timeout: 5_000 }).toBe(true)
})

it('a root that cannot be asked for is told to who waits, and hurts no later call', async () => {
  await using tree = await tempTree({ 'models/a.safetensors': safetensorsOf('a') })
  let fails = true
  const { indexer } = start(tree, { roots: () => (fails ? Promise.reject(new Error('no place')) : Promise.resolve([rootAt(tree.at('models'))])) })
  await expect(indexer.rescan()).rejects.toThrow('no place')
  fails = false
  await indexer.rescan()
  expect(await indexer.status()).toMatchObject({ files: 1 })
})

it('a state folder that cannot be written is a problem, not a crash', async () => {
  await using tree = await tempTree({ 'models/a.safetensors': safetensorsOf('a'), state: 'a file' })
  const { indexer } = start(tree)
  await expect(indexer.rescan()).rejects.toMatchObject({ problem: { code: 'STATE_FOLDER_UNUSABLE' } })
  expect(await indexer.status()).toMatchObject({ state: 'absent', problems: [{ code: 'STATE_FOLDER_UNUSABLE' }] })
})

it('an index that is damaged is begun anew', async () => {
  await using tree = await tempTree({ 'models/a.safetensors': safetensorsOf('a'), 'state/models.db': 'no database at all, but long enough'.repeat(100) })
  const { indexer } = start(tree)
  await indexer.rescan()
  expect(await indexer.status()).toMatchObject({ state: 'idle', files: 1, described: 1 })
})
