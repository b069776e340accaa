import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keepJournal, openToWrite } from './connect.js'
import { stateFolder } from './testing/state-folder.js'

it.each([
  ['a local disk', false, 'wal', 1],
  ['a network disk', true, 'delete', 2],
])('keeps a journal that is safe on %s', (_, network, journal, synchronous) => {
  const path = join(stateFolder(), 'models.db')
  for (const before of [false, true]) {
    const sqlite = openToWrite(path)
    keepJournal(sqlite, path, before)
    keepJournal(sqlite, path, network)
    expect(sqlite.pragma('journal_mode', { simple: true })).toBe(journal)
    expect(sqlite.pragma('synchronous', { simple: true })).toBe(synchronous)
    sqlite.close()
  }
})

it('guards every connection', () => {
  const sqlite = openToWrite(join(stateFolder(), 'models.db'))
  const set = (name: string): unknown => sqlite.pragma(name, { simple: true })
  expect([set('foreign_keys'), set('trusted_schema'), set('cell_size_check'), set('busy_timeout')]).toEqual([
    1, 0, 1, 5000,
  ])
  sqlite.close()
})
