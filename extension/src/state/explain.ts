import type { NodeExplanation } from '@greenlight/shared/explain'
import type { Problem } from '@greenlight/shared/problem'

/** The view of one node: `node` is its execution id, `about` the key of the workflow it is in. */
export type ExplainState =
  | { is: 'closed' }
  | { is: 'asking'; node: string; about: string; turn: number }
  | { is: 'explained'; node: string; about: string; explanation: NodeExplanation }
  | { is: 'failed'; node: string; about: string; problem: Problem }

export type ExplainEvent =
  | { type: 'asked'; node: string; about: string; turn: number }
  | { type: 'answered'; turn: number; explanation: NodeExplanation }
  | { type: 'failed'; turn: number; problem: Problem }
  /** The report is about this workflow now. */
  | { type: 'reported'; about: string }
  | { type: 'closed' }

export function transitExplain(state: ExplainState, event: ExplainEvent): ExplainState {
  switch (event.type) {
    case 'closed':
      return { is: 'closed' }
    case 'reported':
      return state.is === 'closed' || state.about === event.about ? state : { is: 'closed' }
    case 'asked':
      return { is: 'asking', node: event.node, about: event.about, turn: event.turn }
    case 'answered':
      if (state.is !== 'asking' || state.turn !== event.turn) return state
      return { is: 'explained', node: state.node, about: state.about, explanation: event.explanation }
    case 'failed':
      if (state.is !== 'asking' || state.turn !== event.turn) return state
      return { is: 'failed', node: state.node, about: state.about, problem: event.problem }
  }
}
