import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { acquireIndexLock } from './index-lock.js'
import { startChild } from './testing/child.js'
import { stateFolder } from './testing/state-folder.js'

it('is held once, also within one process, and free after its release', () => {
  const folder = join(stateFolder(), 'made anew')
  const first = acquireIndexLock(folder, 'greenlight serve')
  expect(first.ok).toBe(true)
  const second = acquireIndexLock(folder, 'models index')
  expect(second).toEqual({
    ok: false,
    holder: expect.stringMatching(new RegExp(`^process ${process.pid} \\(greenlight serve, since \\d{4}-.*Z\\)$`)),
  })
  if (first.ok) first.release()
  const third = acquireIndexLock(folder)
  expect(third.ok).toBe(true)
  if (third.ok) third.release()
})

it('says who of another process holds it, and is free at once when that one is killed', async () => {
  const folder = stateFolder()
  const child = startChild(new URL('./testing/hold-lock.ts', import.meta.url), folder, 'greenlight serve')
  expect(await child.line()).toBe('held')
  const { pid } = JSON.parse(readFileSync(join(folder, 'models.holder.json'), 'utf8'))
  const refused = acquireIndexLock(folder, 'models index')
  expect(refused).toEqual({ ok: false, holder: expect.stringContaining(`process ${pid} (greenlight serve, since `) })
  await child.kill()
  const taken = acquireIndexLock(folder, 'models index')
  expect(taken.ok).toBe(true)
  const late = startChild(new URL('./testing/hold-lock.ts', import.meta.url), folder)
  expect(await late.line()).toContain(`process ${process.pid} (models index`)
  if (taken.ok) taken.release()
})

it('names nobody when the one who left its words is gone', async () => {
  const folder = stateFolder()
  const gone = startChild(new URL('./testing/hold-lock.ts', import.meta.url), folder, 'gone')
  await gone.line()
  const words = readFileSync(join(folder, 'models.holder.json'))
  await gone.kill()
  const lock = acquireIndexLock(folder)
  for (const left of [words, 'no JSON']) {
    writeFileSync(join(folder, 'models.holder.json'), left)
    expect(acquireIndexLock(folder)).toEqual({ ok: false, holder: 'another process' })
  }
  if (lock.ok) lock.release()
})

it('takes a lock file that somebody wrote into for damaged, and moves it aside', () => {
  const folder = stateFolder()
  writeFileSync(join(folder, 'models.lock'), 'not a database '.repeat(100))
  const lock = acquireIndexLock(folder)
  expect(lock.ok).toBe(true)
  expect(readFileSync(join(folder, 'models.lock.damaged-1'), 'utf8')).toContain('not a database')
  expect(acquireIndexLock(folder).ok).toBe(false)
  if (lock.ok) lock.release()
})

it('says what is wrong with the folder when it cannot be written', () => {
  const file = join(stateFolder(), 'file')
  writeFileSync(file, '')
  expect(() => acquireIndexLock(join(file, 'below'))).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'STATE_FOLDER_UNUSABLE' }) }),
  )
})
