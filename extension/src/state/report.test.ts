import { expect, test } from 'vitest'
import { readyCheck, unsureCheck } from '../dev/fixtures.js'
import { type Answer, type ReportEvent, type ReportState, shownAnswer, transitReport } from './report.js'

const subject = { key: 'a.json', name: 'a' }
const other = { key: 'b.json', name: 'b' }
const problem = { code: 'INTERNAL', message: 'm', hint: 'h' }
const answer: Answer = { subject, check: readyCheck, at: 5 }
const none: ReportState = { is: 'none' }
const first: ReportState = { is: 'inspecting', subject, turn: 2, before: null }
const again: ReportState = { is: 'inspecting', subject, turn: 2, before: answer }
const reported: ReportState = { is: 'reported', answer }
const stale: ReportState = { is: 'stale', answer }
const failed: ReportState = { is: 'failed', subject, problem, before: answer }

const closed: ReportEvent = { type: 'closed' }
const changed: ReportEvent = { type: 'changed' }
const asked: ReportEvent = { type: 'asked', subject, turn: 3 }
const askedOther: ReportEvent = { type: 'asked', subject: other, turn: 3 }
const answered: ReportEvent = { type: 'answered', turn: 2, check: unsureCheck, at: 9 }
const late: ReportEvent = { type: 'answered', turn: 1, check: unsureCheck, at: 9 }
const fails: ReportEvent = { type: 'failed', turn: 2, problem }
const failsLate: ReportEvent = { type: 'failed', turn: 1, problem }

const fresh: ReportState = { is: 'reported', answer: { subject, check: unsureCheck, at: 9 } }
const asks = (before: Answer | null, about = subject): ReportState => ({ is: 'inspecting', subject: about, turn: 3, before })

test.each<[string, ReportState, ReportEvent, ReportState]>([
  ['none, closed', none, closed, none],
  ['none, changed', none, changed, none],
  ['none, asked', none, asked, asks(null)],
  ['none, answered', none, answered, none],
  ['none, failed', none, fails, none],
  ['inspecting, closed', first, closed, none],
  ['inspecting, changed', first, changed, first],
  ['inspecting again, asked: the old answer stays', again, asked, asks(answer)],
  ['inspecting again, asked about another one: it goes', again, askedOther, asks(null, other)],
  ['inspecting, answered', first, answered, fresh],
  ['inspecting, answered to an older question', first, late, first],
  ['inspecting, failed', again, fails, failed],
  ['inspecting, failed for an older question', first, failsLate, first],
  ['reported, changed', reported, changed, stale],
  ['reported, asked', reported, asked, asks(answer)],
  ['reported, answered late', reported, answered, reported],
  ['reported, failed late', reported, fails, reported],
  ['reported, closed', reported, closed, none],
  ['stale, changed', stale, changed, stale],
  ['stale, asked', stale, asked, asks(answer)],
  ['failed, changed', failed, changed, failed],
  ['failed, asked', failed, asked, asks(answer)],
  ['failed, closed', failed, closed, none],
])('%s', (_, before, event, after) => {
  expect(transitReport(before, event)).toEqual(after)
})

test('the answer on screen', () => {
  expect([none, first, again, reported, stale, failed].map(shownAnswer)).toEqual([null, null, answer, answer, answer, answer])
})
