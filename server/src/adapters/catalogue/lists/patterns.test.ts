import { expect, test } from 'vitest'
import { meetsItsOwn } from './patterns.js'

const claims = (own: readonly string[], others: readonly string[]) => [
  { at: 0, types: own },
  { at: 1, types: others },
]
const asksFor = (own: readonly string[], others: readonly string[], pattern: RegExp) =>
  meetsItsOwn({ at: 0, pattern: pattern.source }, (type) => pattern.test(type), claims(own, others))

test.each([
  ['a mark whose names are made at run time, one of which somebody copied', [], ['Seed (rg)'], / \(rg\)$/, true],
  ['a mark that the lists do not know at all', [], ['Else'], /^FE_/, true],
  ['a mark of its own names', ['a (m)', 'b (m)'], ['Else'], / \(m\)$/, true],
  ['an ordinary word', ['HunyuanA', 'HunyuanB'], ['HunyuanC', 'HunyuanD', 'HunyuanE', 'HunyuanF'], /Hunyuan/, false],
  ['a mark that is all another pack’s', [], ['a //I', 'b //I'], /Inspire$|\/\/I$/, false],
])('%s', (_, own, others, pattern, counts) => {
  expect(asksFor(own, others, pattern)).toBe(counts)
})
