import { expect, test } from 'vitest'
import { plant } from '../testing/plant.js'
import { sizes } from './sizes.mjs'

const lines = (count: number) => 'x\n'.repeat(count)
const many = (count: number, size: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`server/src/core/a-${at}.ts`, lines(size)]))

test('small files pass; tests, tables and generated files are not measured', () => {
  const root = plant({
    ...many(30, 60),
    'server/src/core/a.test.ts': lines(900),
    'server/src/core/testing/made.ts': lines(900),
    'server/src/core/facts/core-node-types.ts': lines(900),
    'shared/src/table.ts': `/* @generated */\n${lines(900)}`,
    'server/dist/a.js': lines(900),
  })
  expect(sizes.run({ root })).toEqual({ faults: [], note: '30 files, median 60 lines, p95 60, longest 60' })
})

test('a file of 400 lines may be, one of 401 may not', () => {
  expect(sizes.run({ root: plant({ ...many(30, 10), 'extension/src/panel/View.vue': lines(400) }) }).faults).toEqual([])
  const { faults } = sizes.run({ root: plant({ ...many(30, 10), 'extension/src/panel/View.vue': lines(401) }) })
  expect(faults).toEqual([expect.stringContaining('extension/src/panel/View.vue has 401 lines')])
})

test('too many long files, and a high median', () => {
  const long = Object.fromEntries([1, 2, 3].map((at) => [`server/src/http/b-${at}.ts`, lines(251)]))
  expect(sizes.run({ root: plant({ ...many(30, 10), ...long }) }).faults).toEqual([expect.stringContaining('p95 251')])
  expect(sizes.run({ root: plant(many(30, 61)) }).faults).toEqual([expect.stringContaining('the median file has 61 lines')])
})
