import type { Check } from '@greenlight/shared/report'
import type { Problem } from '@greenlight/shared/problem'

/** What a report is about: `key` tells one workflow from another, `name` is what a person calls it. */
export interface Subject {
  key: string
  name: string
}

/** An answer and when it came (ms since the epoch). */
export interface Answer {
  subject: Subject
  check: Check
  at: number
}

/** The life of the report. `before` is an older answer about the same subject: it stays on screen while a newer one is awaited. */
export type ReportState =
  | { is: 'none' }
  | { is: 'inspecting'; subject: Subject; turn: number; before: Answer | null }
  | { is: 'reported'; answer: Answer }
  | { is: 'stale'; answer: Answer }
  | { is: 'failed'; subject: Subject; problem: Problem; before: Answer | null }

/** `turn` numbers the questions: an answer to an older question than the last one means nothing. */
export type ReportEvent =
  | { type: 'changed' }
  | { type: 'closed' }
  | { type: 'asked'; subject: Subject; turn: number }
  | { type: 'answered'; turn: number; check: Check; at: number }
  | { type: 'failed'; turn: number; problem: Problem }

/** The answer that may be shown in this state, if there is one. */
export function shownAnswer(state: ReportState): Answer | null {
  switch (state.is) {
    case 'none':
      return null
    case 'reported':
    case 'stale':
      return state.answer
    case 'inspecting':
    case 'failed':
      return state.before
  }
}

/** The next state; an event that means nothing in a state leaves it as it is. */
export function transitReport(state: ReportState, event: ReportEvent): ReportState {
  switch (event.type) {
    case 'closed':
      return { is: 'none' }
    case 'changed':
      return state.is === 'reported' ? { is: 'stale', answer: state.answer } : state
    case 'asked': {
      const shown = shownAnswer(state)
      const before = shown?.subject.key === event.subject.key ? shown : null
      return { is: 'inspecting', subject: event.subject, turn: event.turn, before }
    }
    case 'answered':
      if (state.is !== 'inspecting' || state.turn !== event.turn) return state
      return { is: 'reported', answer: { subject: state.subject, check: event.check, at: event.at } }
    case 'failed':
      if (state.is !== 'inspecting' || state.turn !== event.turn) return state
      return { is: 'failed', subject: state.subject, problem: event.problem, before: state.before }
  }
}
