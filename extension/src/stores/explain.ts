import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { texts } from '../messages/index.js'
import { type ExplainEvent, type ExplainState, transitExplain } from '../state/explain.js'
import type { Question } from './host.js'
import { useServices } from './services.js'

/** The view of one node of what is open. */
export const useExplainStore = defineStore('explain', () => {
  const { sidecar, host } = useServices()
  const state = shallowRef<ExplainState>({ is: 'closed' })
  let turn = 0

  function dispatch(event: ExplainEvent): void {
    state.value = transitExplain(state.value, event)
  }

  function readOpen(): Question | null {
    try {
      return host.read()
    } catch {
      return null
    }
  }

  /** Asks what the node with this execution id is; does nothing where no graph is at hand. */
  async function explain(node: string): Promise<void> {
    const mine = ++turn
    const question = readOpen()
    dispatch({ type: 'asked', node, about: question?.subject.key ?? '', turn: mine })
    if (question === null) return dispatch({ type: 'failed', turn: mine, problem: texts.problems.graph })
    if (!('inspect' in question.ask) || !('workflow' in question.ask.inspect)) return close()
    const { workflow, frontendOnly } = question.ask.inspect
    const body = { workflow, node, ...(frontendOnly === undefined ? {} : { frontendOnly }) }
    const told = await sidecar.call('explain', { body })
    if (!told.ok) return dispatch({ type: 'failed', turn: mine, problem: told.problem })
    const explanation = told.value.nodes.find((entry) => entry.node === node) ?? told.value.nodes[0]
    if (explanation === undefined) return dispatch({ type: 'failed', turn: mine, problem: texts.problems.unreadable })
    dispatch({ type: 'answered', turn: mine, explanation })
  }

  /** Another workflow is open now: a node of the one before is not to be looked at any more. */
  function reported(about: string): void {
    dispatch({ type: 'reported', about })
  }

  function close(): void {
    dispatch({ type: 'closed' })
  }

  return { state, explain, reported, close }
})
