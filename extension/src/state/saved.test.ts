import { expect, test } from 'vitest'
import { type Listed, type SavedEvent, type SavedState, shownList, transitSaved } from './saved.js'

const problem = { code: 'INTERNAL', message: 'm', hint: 'h' }
const list: Listed = { root: '/c', workflows: [] }
const none: SavedState = { is: 'none' }
const listed: SavedState = { is: 'listed', list }

test.each<[string, SavedState, SavedEvent, SavedState]>([
  ['none, asked', none, { type: 'asked' }, { is: 'reading', before: null }],
  ['listed, asked: the old list stays', listed, { type: 'asked' }, { is: 'reading', before: list }],
  ['reading, answered', { is: 'reading', before: null }, { type: 'answered', list }, listed],
  ['reading, failed', { is: 'reading', before: list }, { type: 'failed', problem }, { is: 'failed', problem, before: list }],
])('%s', (_, before, event, after) => {
  expect(transitSaved(before, event)).toEqual(after)
})

test('the list on screen', () => {
  expect(shownList(none)).toBeNull()
  expect(shownList({ is: 'failed', problem, before: list })).toBe(list)
})
