import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plant } from '../check/testing/plant.js'
import { withLock } from './lock.mjs'

const quick = { pause: 2 }

test('two that want it run one after the other, and it is gone afterwards', async () => {
  const path = join(plant({}), '.cache', 'setup.lock')
  const seen: string[] = []
  const work = (name: string) =>
    withLock(path, async () => {
      seen.push(`${name} in`)
      await new Promise((done) => setTimeout(done, 20))
      seen.push(`${name} out`)
      return name
    }, quick)
  expect(await Promise.all([work('a'), work('b')])).toEqual(['a', 'b'])
  expect(seen.map((line) => line.slice(2))).toEqual(['in', 'out', 'in', 'out'])
  expect(existsSync(path)).toBe(false)
})

test.each(['2147483646', '', 'no number'])('a holder that is gone (%j) is no holder', async (holder) => {
  const path = join(plant({}), 'setup.lock')
  writeFileSync(path, holder)
  expect(await withLock(path, async () => 'done', quick)).toBe('done')
})

test('it is given back when the work throws', async () => {
  const path = join(plant({}), 'setup.lock')
  await expect(withLock(path, () => Promise.reject(new Error('no')), quick)).rejects.toThrow('no')
  expect(existsSync(path)).toBe(false)
})
