import { appendFile, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { startChild } from '../testing/child.js'
import { tempTree } from '../testing/temp-tree.js'
import { createJournal } from './journal.js'
import { entry } from './testing/entries.js'

const writer = new URL('./testing/append-without-end.ts', import.meta.url)
const open = (state: string) => createJournal(state, { now: Date.now, redact: (value) => value })

it('what a killed writer acknowledged is there, and the next one goes on', { timeout: 60_000 }, async () => {
  await using tree = await tempTree()
  for (let round = 0; round < 20; round += 1) {
    const child = startChild(writer, [tree.root])
    await child.line()
    await pause(round * 3)
    await child.kill()
    const said = Math.max(0, ...(await child.rest()).map(Number))
    const { lines, damaged } = await open(tree.root).verify()
    expect(damaged).toBeNull()
    expect(lines).toBeGreaterThanOrEqual(said)
    // A part of a line, as a kernel that stops in the middle would leave it.
    if (round % 2 === 0) await appendFile(tree.at('journal', 'journal.jsonl'), '{"seq":'.repeat(round * 50))
    await open(tree.root).append(entry('after it'))
    expect(await open(tree.root).verify()).toMatchObject({ torn: 0, damaged: null })
  }
  const audited = (await readFile(tree.at('journal', 'audit.log'), 'utf8')).match(/ #\d+ /g)
  expect(new Set(audited).size).toBe((await open(tree.root).verify()).lines)
})

it.skipIf(process.platform === 'win32')('a disk that takes a part of a line: told, cut off and recorded', async () => {
  await using tree = await tempTree()
  const child = startChild(writer, [tree.root], { fileBlocks: 64 })
  const said = await child.rest()
  const last = JSON.parse(said.at(-1) ?? '')
  expect(last).toMatchObject({ code: 'DISK_FULL' })
  const { lines, torn, damaged } = await open(tree.root).verify()
  expect({ lines, damaged }).toEqual({ lines: said.length - 1, damaged: null })
  expect(torn).toBeGreaterThan(0)
  await open(tree.root).append(entry('there is room again'))
  expect((await open(tree.root).read()).slice(-2)).toMatchObject([{ action_type: 'journal.cut', inputs: { bytes: torn } }, { action_type: 'model.add' }])
})
