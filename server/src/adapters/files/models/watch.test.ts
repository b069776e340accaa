import { appendFile, rename } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { tempTree } from '../testing/temp-tree.js'
import { watchModels } from './watch.js'

it.each(['folders', 'roots'] as const)('hints at new, written and renamed files, also in new folders (%s)', async (how) => {
  await using tree = await tempTree({ 'root/sub ü/a.ckpt': '1' })
  let hints = 0
  const problems: unknown[] = []
  const watch = watchModels([tree.at('root'), tree.at('absent')], { hint: () => (hints += 1), problem: (told) => problems.push(told), how })
  const hinted = async (act: () => Promise<void>) => {
    await pause(400)
    hints = 0
    await act()
    await expect.poll(() => hints, { timeout: 10_000 }).toBeGreaterThan(0)
  }
  await hinted(() => tree.add({ 'root/sub ü/b.ckpt': '1' }))
  await hinted(() => appendFile(tree.at('root', 'sub ü', 'a.ckpt'), '2'))
  await hinted(() => rename(tree.at('root', 'sub ü', 'a.ckpt'), tree.at('root', 'sub ü', 'c.ckpt')))
  await hinted(() => tree.add({ 'root/new/': '' }))
  await hinted(() => tree.add({ 'root/new/d.ckpt': '' }))
  await watch.close()
  await pause(200)
  hints = 0
  await tree.add({ 'root/e.ckpt': '' })
  await pause(300)
  expect(hints).toBe(0)
  expect(problems).toEqual([])
})

it('is silent while nothing but reading happens', async () => {
  await using tree = await tempTree({ 'root/sub/a.ckpt': '1' })
  let hints = 0
  const watch = watchModels([tree.at('root')], { hint: () => (hints += 1), problem: () => undefined })
  await pause(500)
  hints = 0
  const { createModelDisk } = await import('./model-disk.js')
  const disk = createModelDisk()
  const opened = disk.open(tree.at('root', 'sub', 'a.ckpt'))
  opened.source.read(0, 1)
  opened.close()
  await disk.walk({ path: tree.at('root'), from: 'user', folders: [] }, { take: () => Promise.resolve() })
  await pause(300)
  await watch.close()
  expect(hints).toBe(0)
})
