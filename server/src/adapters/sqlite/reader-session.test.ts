import { readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { filled, models, namesOf, walked } from '../../core/testing/contract/build-models.js'
import { openModelIndex } from './open-model-index.js'
import { openWriting, stateFolder } from './testing/state-folder.js'

it('makes nothing where there is no index, and reads the one that comes', async () => {
  const folder = stateFolder()
  const reader = await openModelIndex({ folder, mode: 'read' })
  expect(await namesOf(reader)).toEqual([])
  expect(readdirSync(folder)).toEqual([])
  writeFileSync(join(folder, 'models.db'), '')
  expect(await namesOf(reader)).toEqual([])
  await filled(await openWriting(folder), [walked('a.ckpt')])
  expect(await namesOf(reader)).toEqual(['a.ckpt'])
  await reader.close()
})

it('sees each call of the writer whole, and never holds it up', async () => {
  const folder = stateFolder()
  const writer = await filled(await openWriting(folder), [walked('a.ckpt')])
  const readers = await Promise.all([1, 2, 3].map(async () => openModelIndex({ folder, mode: 'read' })))
  for (let at = 0; at < 20; at++) {
    const writing = writer.record(models.path, { found: [walked(`${at}.gguf`), walked(`${at}.yaml`)], gone: [] })
    for (const reader of readers) expect(((await namesOf(reader)).length - 1) % 2).toBe(0)
    await writing
  }
  for (const reader of readers) {
    expect(await namesOf(reader)).toHaveLength(41)
    await reader.close()
  }
})

it.skipIf(process.platform === 'win32')('follows an index that was replaced by another', async () => {
  const folder = stateFolder()
  const first = await filled(await openModelIndex({ folder, mode: 'write' }), [walked('a.ckpt')])
  await first.close()
  const reader = await openModelIndex({ folder, mode: 'read' })
  expect(await namesOf(reader)).toEqual(['a.ckpt'])
  for (const name of readdirSync(folder)) renameSync(join(folder, name), join(folder, `old-${name}`))
  expect(await namesOf(reader)).toEqual([])
  await filled(await openWriting(folder), [walked('b.ckpt')])
  expect(await namesOf(reader)).toEqual(['b.ckpt'])
  await reader.close()
})

it('answers nothing from a damaged file, and says so', async () => {
  const folder = stateFolder()
  writeFileSync(join(folder, 'models.db'), 'garbage '.repeat(1000))
  const reader = await openModelIndex({ folder, mode: 'read' })
  expect(await namesOf(reader)).toEqual([])
  expect((await reader.problems()).map(({ code }) => code)).toEqual(['INDEX_DAMAGED'])
  expect(readdirSync(folder)).toEqual(['models.db'])
  await reader.close()
})
