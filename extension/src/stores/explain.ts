import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { texts } from '../messages/index.js'
import { type ExplainEvent, type ExplainState, transitExplain } from '../state/explain.js'
import { useServices } from './services.js'

/** The view of one node of what is open. */
export const useExplainStore = defineStore('explain', () => {
  const { sidecar, host } = useServices()
  const state = shallowRef<ExplainState>({ is: 'closed' })
  let turn = 0

  function dispatch(event: ExplainEvent): void {
    state.value = transitExplain(state.value, event)
  }

  /** Asks what the node with this execution id is; does nothing where no graph is at hand. */
  async function explain(node: string): Promise<void> {
    const mine = ++turn
    dispatch({ type: 'asked', node, turn: mine })
    let body: unknown
    try {
      const question = host.read()
      if (question === null || !('inspect' in question.ask) || !('workflow' in question.ask.inspect)) return close()
      const { workflow, frontendOnly } = question.ask.inspect
      body = { workflow, node, ...(frontendOnly === undefined ? {} : { frontendOnly }) }
    } catch {
      return dispatch({ type: 'failed', turn: mine, problem: texts.problems.graph })
    }
    const told = await sidecar.call('explain', { body })
    if (!told.ok) return dispatch({ type: 'failed', turn: mine, problem: told.problem })
    const explanation = told.value.nodes.find((entry) => entry.node === node) ?? told.value.nodes[0]
    if (explanation === undefined) return dispatch({ type: 'failed', turn: mine, problem: texts.problems.unreadable })
    dispatch({ type: 'answered', turn: mine, explanation })
  }

  function close(): void {
    dispatch({ type: 'closed' })
  }

  return { state, explain, close }
})
