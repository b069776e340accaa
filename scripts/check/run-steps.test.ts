import { expect, test } from 'vitest'
import { runSteps } from './run-steps.mjs'

const step = (name: string, faults: string[]) => ({ name, run: () => ({ faults }) })

test('all steps run, in order, and a step that throws is a fault of its own', async () => {
  const throwing = { name: 'b', run: () => Promise.reject(new Error('broke')) }
  const results = await runSteps([step('a', []), throwing, step('c', ['c1', 'c2'])], {}, { width: 2 })
  expect(results.map(({ name, faults }: { name: string; faults: string[] }) => [name, faults.length])).toEqual([['a', 0], ['b', 1], ['c', 2]])
  expect(results[1].faults[0]).toContain('broke')
})

test('no more than `width` run at once', async () => {
  let running = 0
  let most = 0
  const slow = { name: 's', run: async () => { most = Math.max(most, ++running); await new Promise((done) => setTimeout(done, 5)); running--; return { faults: [] } } }
  await runSteps([slow, slow, slow, slow, slow], {}, { width: 2 })
  expect(most).toBe(2)
})
