import { appendFile, readFile, stat, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import type { LedgerLine } from '../../../core/outside.js'
import { tempTree } from '../testing/temp-tree.js'
import { createLedger } from './ledger.js'

const line = (second: number, more: Partial<LedgerLine> = {}): LedgerLine => ({
  at: new Date(Date.UTC(2031, 0, 1, 0, 0, second)).toISOString(),
  source: 'civitai',
  host: 'civitai.com:443',
  purpose: 'by hash',
  status: 200,
  sent: 300,
  received: 4000,
  ...more,
})

it('keeps a line per request, for the user alone, and tells the newest first', async () => {
  await using files = await tempTree()
  const ledger = createLedger(files.at('state'))
  expect(await ledger.tail()).toEqual([])
  await ledger.ready()
  await ledger.write(line(1))
  await ledger.write(line(2, { status: null }))
  expect(await createLedger(files.at('state')).tail()).toEqual([line(2, { status: null }), line(1)])
  expect((await readFile(files.at('state', 'egress.jsonl'), 'utf8')).split('\n')).toEqual([JSON.stringify(line(1)), JSON.stringify(line(2, { status: null })), ''])
  if (process.platform !== 'win32') expect((await stat(files.at('state', 'egress.jsonl'))).mode & 0o777).toBe(0o600)
})

it('writes nothing but the named fields', async () => {
  await using files = await tempTree()
  const ledger = createLedger(files.root)
  const more = { ...line(1), url: 'https://civitai.com/?token=canary' }
  await ledger.write(more)
  expect(await readFile(files.at('egress.jsonl'), 'utf8')).not.toContain('canary')
})

it('goes on behind a torn line, and bad lines hide no other', async () => {
  await using files = await tempTree({ 'egress.jsonl': `${JSON.stringify(line(1))}\nnonsense\n{"at":1}\n[]\n{"at":"2031` })
  const ledger = createLedger(files.root)
  await ledger.write(line(2))
  expect(await ledger.tail()).toEqual([line(2), line(1)])
})

it('loses no line to requests at the same time, nor to another process', async () => {
  await using files = await tempTree()
  const [one, other] = [createLedger(files.root), createLedger(files.root)]
  await Promise.all(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? one : other).write(line(at))))
  expect((await one.tail()).map(({ at }) => at)).toEqual(Array.from({ length: 40 }, (_, at) => line(39 - at).at))
})

it('is moved to one older file when it is full, and still tells what stands there', async () => {
  await using files = await tempTree()
  const ledger = createLedger(files.root, { bytes: 1000 })
  for (let at = 0; at < 30; at += 1) await ledger.write(line(at))
  const [now, older] = await Promise.all(['egress.jsonl', 'egress.older.jsonl'].map(async (name) => (await stat(files.at(name))).size))
  expect([(now ?? 0) < 1300, (older ?? 0) < 1300]).toEqual([true, true])
  const told = (await ledger.tail()).map(({ at }) => at)
  expect(told.length).toBeGreaterThan(6)
  expect(told).toEqual(Array.from(told, (_, at) => line(29 - at).at))
})

it('tells 100 lines of a large file, and reads only its end', async () => {
  await using files = await tempTree()
  await writeFile(files.at('egress.jsonl'), Array.from({ length: 20_000 }, (_, at) => `${JSON.stringify(line(at % 60, { sent: at }))}\n`).join(''))
  await appendFile(files.at('egress.jsonl'), `${JSON.stringify(line(3600))}\n`)
  const told = await createLedger(files.root).tail()
  expect([told.length, told[0]]).toEqual([100, line(3600)])
})

it('refuses before the request where no line can be written, and still tells one whose disk went away', async () => {
  await using files = await tempTree({ state: 'a file' })
  const ledger = createLedger(files.at('state'))
  await expect(ledger.ready()).rejects.toMatchObject({ problem: { code: 'STATE_FOLDER_UNUSABLE' } })
  await ledger.write(line(1))
  expect(await ledger.tail()).toEqual([line(1)])
})

it.skipIf(process.platform === 'win32')('takes the permission of others away', async () => {
  await using files = await tempTree({ 'egress.jsonl': '' })
  await createLedger(files.root).ready()
  expect((await stat(files.at('egress.jsonl'))).mode & 0o777).toBe(0o600)
})
