import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFileHasher } from '../../adapters/hashing/file-hasher.js'
import { createModelDisk } from '../../adapters/files/models/model-disk.js'
import type { FileHasher } from '../../core/ports.js'
import { createMemoryModelIndex } from '../../core/testing/memory-model-index.js'
import { sampleModels } from './sample-models.js'

const clock = { now: () => performance.now(), turn: () => Promise.resolve() }
let folder: string
let hasher: FileHasher

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'greenlight samples ö '))
  hasher = await createFileHasher({ workers: 1 })
})
afterAll(async () => {
  await hasher.close()
  rmSync(folder, { recursive: true, force: true })
})

/** An index of these files as the disk has them. */
async function indexOf(files: Readonly<Record<string, string>>) {
  const index = createMemoryModelIndex()
  const disk = createModelDisk()
  await index.setRoots([{ path: folder, from: 'user', folders: [] }])
  const found = []
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text)
    const stamp = await disk.stamp(join(folder, name))
    if (stamp !== null) found.push({ name, link: null, ...stamp })
  }
  await index.record(folder, { found, gone: [] })
  return index
}

it('takes the keys that are asked for, once, and they are found by', async () => {
  const index = await indexOf({ 'hello.bin': 'hello', 'empty.bin': '' })
  expect(await sampleModels({ index, hasher, clock }, ['comfydock16'])).toBe(2)
  const asked = { type: 'comfydock16', value: '636da73294eca212' } as const
  expect((await index.byHashes([asked])).get('comfydock16:636da73294eca212')?.map(({ name }) => name)).toEqual(['hello.bin'])
  expect(await sampleModels({ index, hasher, clock }, ['comfydock16'])).toBe(0)
  expect(await sampleModels({ index, hasher, clock }, ['quick'])).toBe(2)
})

it('passes over a file that is gone or changed meanwhile', async () => {
  const index = await indexOf({ 'gone.bin': 'a', 'grown.bin': 'b', 'stays.bin': 'c' })
  rmSync(join(folder, 'gone.bin'))
  writeFileSync(join(folder, 'grown.bin'), 'longer than before')
  expect(statSync(join(folder, 'grown.bin')).size).toBeGreaterThan(1)
  expect(await sampleModels({ index, hasher, clock }, ['quick'])).toBe(1)
})

it('ends where it is told to', async () => {
  const index = await indexOf({ 'a.bin': 'a' })
  const stop = new AbortController()
  stop.abort(new Error('enough'))
  await expect(sampleModels({ index, hasher, clock }, ['comfygit16'], { signal: stop.signal })).rejects.toThrow('enough')
})
