import { expect, test } from 'vitest'
import { readyCheck } from '../dev/fixtures.js'
import type { Connection } from '../state/connection.js'
import type { ReportState } from '../state/report.js'
import { badgeText } from './badge.js'
import { readView } from './view.js'

const subject = { key: 'a', name: 'a' }
const answer = { subject, check: readyCheck, at: 0 }
const problem = { code: 'INTERNAL', message: 'm', hint: 'h' }
const connected: Connection = { is: 'connected', version: '1', installation: null, page: null }
const absent: Connection = { is: 'absent', problem }
const reported: ReportState = { is: 'reported', answer }

test.each<[string, Connection, ReportState, object]>([
  ['connecting', { is: 'connecting' }, reported, { is: 'connecting' }],
  ['absent', absent, { is: 'none' }, { is: 'companion', connection: absent, answer: null }],
  ['absent with an older answer', absent, reported, { is: 'companion', connection: absent, answer }],
  ['none open', connected, { is: 'none' }, { is: 'none' }],
  ['first check', connected, { is: 'inspecting', subject, turn: 1, before: null }, { is: 'checking' }],
  ['later check', connected, { is: 'inspecting', subject, turn: 1, before: answer }, { is: 'report', answer, busy: true, stale: false }],
  ['reported', connected, reported, { is: 'report', answer, busy: false, stale: false }],
  ['stale', connected, { is: 'stale', answer }, { is: 'report', answer, busy: false, stale: true }],
  ['problem', connected, { is: 'failed', subject, problem, before: null }, { is: 'problem', problem, answer: null }],
])('%s', (_, connection, report, view) => {
  expect(readView(connection, report)).toEqual(view)
})

const blocks = [{ severity: 'blocks' }, { severity: 'blocks' }, { severity: 'warns' }]
test.each([
  ['connecting', 'none', undefined, null],
  ['absent', 'reported', blocks, '!'],
  ['connected', 'none', undefined, null],
  ['connected', 'inspecting', undefined, '…'],
  ['connected', 'inspecting', blocks, '2'],
  ['connected', 'reported', blocks, '2'],
  ['connected', 'reported', [{ severity: 'warns' }], null],
  ['connected', 'failed', undefined, '!'],
] as const)('badge when %s and %s', (connection, report, findings, text) => {
  expect(badgeText(connection, report, findings)).toBe(text)
})
