import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { factsVersion } from '../../core/model-facts.js'
import {
  addHash,
  described,
  factsOf,
  filled,
  hex,
  modelAt,
  models,
  namesOf,
  walked,
} from '../../core/testing/contract/build-models.js'
import { migrations } from './migrations.js'
import { openModelIndex } from './open-model-index.js'
import { openWriter } from './open-writer.js'
import { openWriting, stateFolder } from './testing/state-folder.js'

const coded = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })

/** An index of one described and hashed file, closed again. */
async function madeIn(folder: string): Promise<string> {
  const index = await filled(await openModelIndex({ folder, mode: 'write' }), [walked('a.ckpt')])
  await index.describe([await described(index, 'a.ckpt')])
  await addHash(index, 'a.ckpt', 'aa')
  await index.close()
  return join(folder, 'models.db')
}

function tamper(path: string, ...statements: readonly string[]): void {
  const sqlite = new Database(path)
  for (const statement of statements) sqlite.exec(statement)
  sqlite.close()
}

it('keeps what it was told, in a folder that it makes', async () => {
  const folder = join(stateFolder(), 'not', 'yet')
  await madeIn(folder)
  const index = await openWriting(folder)
  expect(await modelAt(index, 'a.ckpt')).toMatchObject({ facts: factsOf(), digests: { blake3: hex('aa') } })
  await index.record(models.path, { found: [walked('b.ckpt')], gone: [] })
  expect(await namesOf(index)).toEqual(['a.ckpt', 'b.ckpt'])
})

it('keeps the database for its owner alone, with a journal that lets others read', async () => {
  const path = await madeIn(stateFolder())
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0)
  const sqlite = new Database(path, { readonly: true })
  expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal')
  sqlite.close()
})

it('brings the schema of an older version up to date and keeps what is in it', async () => {
  const folder = stateFolder()
  const path = await madeIn(folder)
  const next = {
    ...migrations,
    '9000-later': {
      up: async (db: Parameters<(typeof migrations)[string]['up']>[0]) =>
        db.schema.alterTable('files').addColumn('later', 'text').execute(),
    },
  }
  const opened = await openWriter(path, next)
  expect(opened.sqlite.prepare('select name, later from files').all()).toEqual([{ name: 'a.ckpt', later: null }])
  opened.sqlite.close()
})

it('comes to the same schema from the oldest version as from nothing', async () => {
  const [oldest] = Object.entries(migrations)
  const [old, fresh] = [join(stateFolder(), 'models.db'), await madeIn(stateFolder())]
  const planted = await openWriter(old, Object.fromEntries([oldest!]))
  planted.sqlite.exec(
    `insert into roots (id, path, origin, position, search, folders) values (1, '/m', 'user', 0, '/m/', '[]')`,
  )
  planted.sqlite.exec(`insert into contents (id, size) values (1, 5)`)
  planted.sqlite.exec(
    `insert into files (id, root_id, name, lowered, ending, size, modified, content_id) values (1, 1, 'a.ckpt', 'a.ckpt', '.ckpt', 5, 1, 1)`,
  )
  planted.sqlite.close()
  const schemaOf = (path: string): unknown => {
    const sqlite = new Database(path, { readonly: true })
    const schema = sqlite
      .prepare("select name, sql from sqlite_master where name not like 'sqlite_%' order by name")
      .all()
    sqlite.close()
    return schema
  }
  const upgraded = await openWriter(old, migrations)
  expect(upgraded.sqlite.prepare('select name from files').pluck().all()).toEqual(['a.ckpt'])
  upgraded.sqlite.close()
  expect(schemaOf(old)).toEqual(schemaOf(fresh))
})

it('does not touch the index of a newer version', async () => {
  const folder = stateFolder()
  const path = await madeIn(folder)
  tamper(path, "insert into kysely_migration (name, timestamp) values ('9999-unknown', 'then')")
  const before = readFileSync(path)
  await expect(openModelIndex({ folder, mode: 'write' })).rejects.toThrow(coded('INDEX_TOO_NEW'))
  const reader = await openModelIndex({ folder, mode: 'read' })
  expect(await reader.list({})).toEqual({ models: [], total: 0 })
  expect((await reader.problems()).map(({ code }) => code)).toEqual(['INDEX_TOO_NEW'])
  await reader.close()
  expect(readFileSync(path).equals(before)).toBe(true)
})

it.each([
  ['is no database', (path: string) => writeFileSync(path, 'garbage '.repeat(1000))],
  [
    'lost its tables',
    (path: string) =>
      tamper(
        path,
        'pragma foreign_keys = off',
        'drop table contents',
        "delete from kysely_migration where name like '0002%'",
      ),
  ],
  ['holds tables of somebody else', (path: string) => tamper(path, 'drop table kysely_migration')],
])('moves a file aside that %s, and begins anew', async (_, harm) => {
  const folder = stateFolder()
  const path = await madeIn(folder)
  harm(path)
  const index = await openWriting(folder)
  expect(await index.counts()).toMatchObject({ files: 0 })
  await filled(index, [walked('b.ckpt')])
  expect(await namesOf(index)).toEqual(['b.ckpt'])
  expect(readFileSync(`${path}.damaged-1`, 'latin1')).toMatch(/garbage|a\.ckpt/)
})

it('looks at the whole file after an unclean end, and takes the next free number for a damaged one', async () => {
  const folder = stateFolder()
  const path = await madeIn(folder)
  writeFileSync(`${path}.damaged-1`, 'earlier')
  const bytes = readFileSync(path)
  // Pages in the middle, which opening alone does not read.
  bytes.fill(0x5a, 4096 * 6, 4096 * 12)
  writeFileSync(path, bytes)
  writeFileSync(`${path}-wal`, 'left behind')
  const index = await openWriting(folder)
  expect(await index.counts()).toMatchObject({ files: 0 })
  expect(readFileSync(`${path}.damaged-1`, 'utf8')).toBe('earlier')
  expect(readFileSync(`${path}.damaged-2`).equals(bytes)).toBe(true)
})

it('takes facts of other readers of headers for lacking', async () => {
  const folder = stateFolder()
  const path = await madeIn(folder)
  tamper(path, `update contents set facts_version = ${factsVersion + 1}`)
  const reader = await openModelIndex({ folder, mode: 'read' })
  expect(await modelAt(reader, 'a.ckpt')).toMatchObject({ facts: null, digests: { blake3: hex('aa') } })
  expect(await reader.list({ kind: 'lora' })).toEqual({ models: [], total: 0 })
  expect(await reader.byFingerprints([factsOf().fingerprint ?? ''])).toEqual(new Map())
  expect(await reader.counts()).toMatchObject({ described: 0, hashed: 1 })
  await reader.close()
  const index = await openWriting(folder)
  expect((await index.lacking('facts', 9)).map(({ name }) => name)).toEqual(['a.ckpt'])
  await index.record(models.path, { found: [walked('b.ckpt')], gone: [] })
  await index.describe([await described(index, 'b.ckpt', { facts: factsOf({ family: 'flux' }) })])
  await addHash(index, 'b.ckpt', 'aa')
  expect((await modelAt(index, 'a.ckpt')).facts?.family).toBe('flux')
})

it('takes a text that is not as it was written for none', async () => {
  const folder = stateFolder()
  const path = await madeIn(folder)
  tamper(
    path,
    `update facts set says = '{"format":'`,
    `insert into claims (file_id, list) select id, '{}' from files`,
    `update roots set problems = '[1]', folders = 'x'`,
  )
  const reader = await openModelIndex({ folder, mode: 'read' })
  expect(await modelAt(reader, 'a.ckpt')).toMatchObject({ facts: null, claims: [], folders: [] })
  expect(await reader.problems()).toEqual([])
  await reader.close()
})

it('is as if never made when it is deleted', async () => {
  const folder = stateFolder()
  const reader = await openModelIndex({ folder: join(folder, 'empty'), mode: 'read' })
  expect(await reader.list({})).toEqual({ models: [], total: 0 })
  expect(existsSync(join(folder, 'empty'))).toBe(false)
  await reader.close()
})

it('waits for nobody for ever', { timeout: 20_000 }, async () => {
  const folder = stateFolder()
  const path = await madeIn(folder)
  const index = await openWriting(folder)
  const other = new Database(path)
  other.exec('begin immediate')
  await expect(index.record(models.path, { found: [walked('b.ckpt')], gone: [] })).rejects.toThrow(coded('INDEX_BUSY'))
  expect(await namesOf(index)).toEqual(['a.ckpt'])
  other.exec('rollback')
  other.close()
  await index.record(models.path, { found: [walked('b.ckpt')], gone: [] })
  expect(await namesOf(index)).toEqual(['a.ckpt', 'b.ckpt'])
})
