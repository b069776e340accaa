import type { NodeExplanation } from '@greenlight/shared/explain'
import type { Problem } from '@greenlight/shared/problem'

/** The view of one node. `node` is its execution id. */
export type ExplainState =
  | { is: 'closed' }
  | { is: 'asking'; node: string; turn: number }
  | { is: 'explained'; node: string; explanation: NodeExplanation }
  | { is: 'failed'; node: string; problem: Problem }

export type ExplainEvent =
  | { type: 'asked'; node: string; turn: number }
  | { type: 'answered'; turn: number; explanation: NodeExplanation }
  | { type: 'failed'; turn: number; problem: Problem }
  | { type: 'closed' }

export function transitExplain(state: ExplainState, event: ExplainEvent): ExplainState {
  switch (event.type) {
    case 'closed':
      return { is: 'closed' }
    case 'asked':
      return { is: 'asking', node: event.node, turn: event.turn }
    case 'answered':
      if (state.is !== 'asking' || state.turn !== event.turn) return state
      return { is: 'explained', node: state.node, explanation: event.explanation }
    case 'failed':
      if (state.is !== 'asking' || state.turn !== event.turn) return state
      return { is: 'failed', node: state.node, problem: event.problem }
  }
}
