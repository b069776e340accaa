import { expect, test } from 'vitest'
import { explanation } from '../dev/fixtures.js'
import { type ExplainEvent, type ExplainState, transitExplain } from './explain.js'

const problem = { code: 'INTERNAL', message: 'm', hint: 'h' }
const closed: ExplainState = { is: 'closed' }
const asking: ExplainState = { is: 'asking', node: '7', about: 'a', turn: 2 }
const explained: ExplainState = { is: 'explained', node: '7', about: 'a', explanation }

test.each<[string, ExplainState, ExplainEvent, ExplainState]>([
  ['closed, asked', closed, { type: 'asked', node: '7', about: 'a', turn: 2 }, asking],
  ['closed, answered', closed, { type: 'answered', turn: 2, explanation }, closed],
  ['asking, answered', asking, { type: 'answered', turn: 2, explanation }, explained],
  ['asking, answered late', asking, { type: 'answered', turn: 1, explanation }, asking],
  ['asking, failed', asking, { type: 'failed', turn: 2, problem }, { is: 'failed', node: '7', about: 'a', problem }],
  ['asking, failed late', asking, { type: 'failed', turn: 1, problem }, asking],
  ['explained, asked about another', explained, { type: 'asked', node: '8', about: 'b', turn: 3 }, { is: 'asking', node: '8', about: 'b', turn: 3 }],
  ['asking, the first report about the same workflow comes', asking, { type: 'reported', about: 'a' }, asking],
  ['explained, another workflow is open', explained, { type: 'reported', about: 'b' }, closed],
  ['closed, a report comes', closed, { type: 'reported', about: 'a' }, closed],
  ['explained, closed', explained, { type: 'closed' }, closed],
])('%s', (_, before, event, after) => {
  expect(transitExplain(before, event)).toEqual(after)
})
