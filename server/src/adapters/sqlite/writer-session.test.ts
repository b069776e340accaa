import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { filled, models, namesOf, walked } from '../../core/testing/contract/build-models.js'
import { migrations } from './migrations.js'
import { openWriter } from './open-writer.js'
import { openWriting, stateFolder } from './testing/state-folder.js'
import { writeIndex } from './write-index.js'
import { createWriterSession } from './writer-session.js'

it.skipIf(process.platform === 'win32')('puts a file aside that proves damaged while it is written', async () => {
  const folder = stateFolder()
  const path = join(folder, 'models.db')
  const opened = await openWriter(path, migrations)
  const index = writeIndex(createWriterSession(opened, path), opened)
  await filled(index, [walked('a.ckpt')])
  opened.sqlite.pragma('wal_checkpoint(TRUNCATE)')
  opened.sqlite.pragma('shrink_memory')
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0x5a, 4096))
  const damaged = expect.objectContaining({ problem: expect.objectContaining({ code: 'INDEX_DAMAGED' }) })
  await expect(index.list({})).rejects.toThrow(damaged)
  await expect(index.record(models.path, { found: [walked('b.ckpt')], gone: [] })).rejects.toThrow(damaged)
  await index.close()
  expect(existsSync(`${path}.damaged-1`)).toBe(true)
  expect(await namesOf(await openWriting(folder))).toEqual([])
})

it('undoes a call that fails on its way', async () => {
  const path = join(stateFolder(), 'models.db')
  const opened = await openWriter(path, migrations)
  const session = createWriterSession(opened, path)
  const index = await filled(writeIndex(session, opened), [walked('a.ckpt')])
  const failing = session.write(({ sqlite }) => {
    sqlite.exec('delete from files')
    throw new Error('on the way')
  })
  await expect(failing).rejects.toThrow('on the way')
  expect(await namesOf(index)).toEqual(['a.ckpt'])
  await index.close()
  await index.close()
})
