import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openModelIndex } from './open-model-index.js'
import { startChild } from './testing/child.js'
import { stateFolder } from './testing/state-folder.js'

/** What a killed writer left, read by the next one. */
async function look(folder: string): Promise<{ at: number; described: number }> {
  const index = await openModelIndex({ folder, mode: 'write' })
  const { models } = await index.list({})
  const { described } = await index.counts()
  await index.close()
  const numbers = new Set(models.map(({ name }) => Number(name.split('/')[0])))
  expect(models).toHaveLength(200)
  expect(numbers.size).toBe(1)
  expect(new Set(models.map(({ facts }) => facts?.family)).size).toBe(1)
  const sqlite = new Database(join(folder, 'models.db'), { readonly: true })
  expect(sqlite.pragma('quick_check', { simple: true })).toBe('ok')
  expect(sqlite.pragma('foreign_key_check')).toEqual([])
  expect(
    sqlite
      .prepare(
        'select count(*) from contents where id not in (select content_id from files) and id not in (select content_id from departed)',
      )
      .pluck()
      .get(),
  ).toBe(0)
  sqlite.close()
  return { at: Number([...numbers][0]), described }
}

it('leaves each call whole or undone when its process is killed at any moment', { timeout: 60_000 }, async () => {
  const folder = stateFolder()
  let said = -1
  for (let round = 0; round < 8; round++) {
    const child = startChild(new URL('./testing/write-without-end.ts', import.meta.url), folder, String(said + 1))
    said = Number(await child.line())
    // Somewhere in what follows: nothing tells the two apart but time.
    await pause(3 + round * 7)
    await child.kill()
    const { at, described } = await look(folder)
    expect(at).toBeGreaterThanOrEqual(said)
    expect([0, 200]).toContain(described)
    said = at
  }
})
