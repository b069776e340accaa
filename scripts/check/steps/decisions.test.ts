import { expect, test } from 'vitest'
import { plant } from '../testing/plant.js'
import { decisions } from './decisions.mjs'

const record = '# Eat first\n\nStatus: Accepted\nDate: 2026-11-21\n\n## Context\n\na\n\n## Decision\n\nb\n\n## Consequences\n\nc\n\n## Rejected\n\nd\n'
const house = {
  'docs/adr/README.md': '# Decisions\n\n- [Eat first](CORE-0001-eat-first.md)\n',
  'docs/adr/CORE-0001-eat-first.md': record,
}
const faultsOf = (files: Record<string, string>) => decisions.run({ root: plant({ ...house, ...files }) }).faults

test('a whole record in the index passes', () => {
  expect(faultsOf({})).toEqual([])
})

test.each([
  ['not in the index', { 'docs/adr/CORE-0002-then-sleep.md': record }, 'README.md does not list'],
  ['gone from the folder', { 'docs/adr/README.md': `${house['docs/adr/README.md']}- [B](CORE-0009-b.md)\n` }, 'CORE-0009-b.md, which is not there'],
  ['named otherwise', { 'docs/adr/eating.md': record }, 'DOMAIN-0000-title.md'],
  ['without a status', { 'docs/adr/CORE-0001-eat-first.md': record.replace('Status: Accepted', 'Status: Perhaps') }, 'no line "Status: Accepted"'],
  ['without a date', { 'docs/adr/CORE-0001-eat-first.md': record.replace('2026-11-21', 'today') }, 'no line "Date'],
  ['without a section', { 'docs/adr/CORE-0001-eat-first.md': record.replace('## Rejected', '## Others') }, '"## Rejected"'],
])('a record %s is a fault', (_, files, says) => {
  expect(faultsOf(files as Record<string, string>)).toEqual([expect.stringContaining(says)])
})

test('a number that is taken', () => {
  const index = '- [Eat first](CORE-0001-eat-first.md)\n- [Eat first](PANEL-0001-again.md)\n'
  expect(faultsOf({ 'docs/adr/README.md': index, 'docs/adr/PANEL-0001-again.md': record })).toEqual([expect.stringContaining('number 0001 is taken')])
})
