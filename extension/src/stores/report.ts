import type { Problem } from '@greenlight/shared/problem'
import type { Check } from '@greenlight/shared/report'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { texts } from '../messages/index.js'
import type { Told } from '../sidecar/told.js'
import { type ReportEvent, type ReportState, shownAnswer, type Subject, transitReport } from '../state/report.js'
import { useConnectionStore } from './connection.js'
import type { Question } from './host.js'
import { useServices } from './services.js'

/** The readiness report of what is open. */
export const useReportStore = defineStore('report', () => {
  const { sidecar, host, clock } = useServices()
  const connection = useConnectionStore()
  const state = shallowRef<ReportState>({ is: 'none' })
  let turn = 0
  let running: AbortController | null = null

  function dispatch(event: ReportEvent): void {
    state.value = transitReport(state.value, event)
  }

  /** Something changed; an inspection is on its way. */
  function changed(): void {
    dispatch({ type: 'changed' })
  }

  function ask({ ask }: Question, signal: AbortSignal): Promise<Told<Check>> {
    if ('saved' in ask) return sidecar.call('workflowReport', { params: { id: ask.saved }, signal })
    return sidecar.call('inspect', { body: ask.inspect, signal })
  }

  function readOpen(): Question | null | 'unreadable' {
    try {
      return host.read()
    } catch {
      return 'unreadable'
    }
  }

  /** Asks about what is open now; an earlier question that is still open is given up. Without a sidecar it asks nothing. */
  async function inspect(): Promise<void> {
    if (!connection.isConnected) return
    running?.abort()
    running = null
    const question = readOpen()
    if (question === null) return dispatch({ type: 'closed' })
    if (question === 'unreadable') return fail(shownAnswer(state.value)?.subject ?? { key: '', name: '' }, texts.problems.graph)
    const mine = ++turn
    const controller = new AbortController()
    running = controller
    dispatch({ type: 'asked', subject: question.subject, turn: mine })
    const told = await ask(question, controller.signal)
    if (controller.signal.aborted) return
    if (told.ok) return dispatch({ type: 'answered', turn: mine, check: told.value, at: clock() })
    dispatch({ type: 'failed', turn: mine, problem: told.problem })
    if (told.kind === 'unanswered') connection.dispatch({ type: 'unanswered', problem: told.problem })
    if (told.kind === 'unanswered' || told.status === 401) connection.retry()
  }

  /** What was to be asked about could not even be read. */
  function fail(subject: Subject, problem: Problem): void {
    running?.abort()
    const mine = ++turn
    dispatch({ type: 'asked', subject, turn: mine })
    dispatch({ type: 'failed', turn: mine, problem })
  }

  return { state, answer: computed(() => shownAnswer(state.value)), changed, inspect, fail }
})
