import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createJournal } from '../files/journal/journal.js'
import { createStateLock } from './state-lock.js'
import { startChild } from './testing/child.js'
import { stateFolder } from './testing/state-folder.js'

const busy = (holder: string) =>
  expect.objectContaining({ problem: expect.objectContaining({ code: 'STATE_FOLDER_BUSY', message: expect.stringContaining(holder) }) })

it('is held once, and free after its release', async () => {
  const lock = createStateLock(join(stateFolder(), 'made anew'), 'greenlight apply')
  const held = await lock.take()
  await expect(lock.take()).rejects.toEqual(busy(`process ${process.pid} (greenlight apply, since `))
  held.release()
  held.release()
  const again = await lock.take()
  again.release()
})

it('goes with the process that holds it', async () => {
  const folder = stateFolder()
  const child = startChild(new URL('./testing/hold-state.ts', import.meta.url), folder)
  expect(await child.line()).toBe('held')
  const lock = createStateLock(folder, 'greenlight apply')
  await expect(lock.take()).rejects.toEqual(busy('(greenlight serve, since '))
  await child.kill()
  const held = await lock.take()
  const late = startChild(new URL('./testing/hold-state.ts', import.meta.url), folder)
  expect(await late.line()).toContain(`process ${process.pid} (greenlight apply`)
  held.release()
})

it('two processes started together: one has it, 10 times out of 10', { timeout: 60_000 }, async () => {
  for (let round = 0; round < 10; round += 1) {
    const folder = stateFolder()
    const children = [0, 1].map(() => startChild(new URL('./testing/hold-state.ts', import.meta.url), folder))
    const said = await Promise.all(children.map((child) => child.line()))
    expect(said.filter((words) => words === 'held')).toHaveLength(1)
    await Promise.all(children.map((child) => child.kill()))
  }
})

it('keeps two writers of one journal apart', { timeout: 60_000 }, async () => {
  const folder = stateFolder()
  const children = [0, 1, 2].map(() => startChild(new URL('./testing/append-in-turn.ts', import.meta.url), folder, '20'))
  expect(await Promise.all(children.map((child) => child.line()))).toEqual(['done', 'done', 'done'])
  const journal = createJournal(folder, { now: Date.now, redact: (value) => value })
  expect(await journal.verify()).toEqual({ lines: 300, torn: 0, damaged: null })
  expect(new Set((await journal.read()).map(({ inputs }) => inputs.note)).size).toBe(3)
})
