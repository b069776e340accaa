import type { Problem } from '@greenlight/shared/problem'
import type { Connection } from '../state/connection.js'
import { type Answer, type ReportState, shownAnswer } from '../state/report.js'

/** What the panel shows. An answer stays on screen while a newer one is awaited, and below the notice when there is none. */
export type View =
  | { is: 'connecting' }
  | { is: 'companion'; connection: Exclude<Connection, { is: 'connecting' | 'connected' }>; answer: Answer | null }
  | { is: 'none' }
  | { is: 'checking' }
  | { is: 'problem'; problem: Problem; answer: Answer | null }
  | { is: 'report'; answer: Answer; busy: boolean; stale: boolean }

/** One picture for each pair of states. */
export function readView(connection: Connection, report: ReportState): View {
  if (connection.is === 'connecting') return { is: 'connecting' }
  if (connection.is !== 'connected') return { is: 'companion', connection, answer: shownAnswer(report) }
  switch (report.is) {
    case 'none':
      return { is: 'none' }
    case 'inspecting':
      return report.before === null ? { is: 'checking' } : { is: 'report', answer: report.before, busy: true, stale: false }
    case 'reported':
      return { is: 'report', answer: report.answer, busy: false, stale: false }
    case 'stale':
      return { is: 'report', answer: report.answer, busy: false, stale: true }
    case 'failed':
      return { is: 'problem', problem: report.problem, answer: report.before }
  }
}
