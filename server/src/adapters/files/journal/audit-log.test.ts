import { appendFile, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempTree } from '../testing/temp-tree.js'
import { lastAudited, writeAudit } from './audit-log.js'
import { createJournal } from './journal.js'
import { parseLine } from './line-text.js'
import { entry } from './testing/entries.js'

const lineOf = (seq: number, note = '') => ({ ...entry(note), seq, ts: '2026-01-31T12:00:00.000Z', prev: '' })

it('keeps five files of a bounded size, and every line whole', async () => {
  await using tree = await tempTree()
  const limits = { files: 5, bytes: 2000 }
  for (let seq = 1; seq <= 200; seq += 1) await writeAudit(tree.root, [lineOf(seq)], limits)
  const names = (await readdir(tree.root)).sort()
  expect(names).toEqual(['audit.log', 'audit.log.1', 'audit.log.2', 'audit.log.3', 'audit.log.4'])
  const texts = await Promise.all(names.toReversed().map((name) => readFile(join(tree.root, name), 'utf8')))
  for (const name of names) expect((await stat(join(tree.root, name))).size).toBeLessThanOrEqual(2000)
  const seqs = texts.join('').trimEnd().split('\n').map((line) => Number(/ #(\d+) /.exec(line)?.[1]))
  expect(seqs).toEqual(Array.from(seqs, (_, at) => 200 - seqs.length + 1 + at))
  expect(await lastAudited(tree.root)).toBe(200)
  await rm(tree.at('audit.log'))
  expect(await lastAudited(tree.root)).toBeGreaterThan(150)
})

it('a line is bounded, and one that a crash cut off does not count', async () => {
  await using tree = await tempTree()
  await writeAudit(tree.root, [lineOf(1, 'x'.repeat(5000))])
  expect((await stat(tree.at('audit.log'))).size).toBeLessThan(2100)
  await appendFile(tree.at('audit.log'), '2026-01-31T12:00:00.000Z #2 cl')
  expect(await lastAudited(tree.root)).toBe(1)
  await writeAudit(tree.root, [lineOf(2)])
  expect((await readFile(tree.at('audit.log'), 'utf8')).split('\n')).toHaveLength(4)
})

it('a journal makes up for the lines that a crash left out', async () => {
  await using tree = await tempTree()
  const journal = () => createJournal(tree.root, { now: () => 0, redact: (value) => value })
  await journal().append(entry('one'))
  await journal().append(entry('two'))
  const first = (await readFile(tree.at('journal', 'audit.log'), 'utf8')).split('\n')[0]
  await rm(tree.at('journal', 'audit.log'))
  await appendFile(tree.at('journal', 'audit.log'), `${first}\n`)
  await journal().append(entry('three'))
  expect((await readFile(tree.at('journal', 'audit.log'), 'utf8')).match(/note=\w+/g)).toEqual(['note=one', 'note=two', 'note=three'])
  expect(parseLine(Buffer.from('{"a":1}'))).toBeNull()
})
