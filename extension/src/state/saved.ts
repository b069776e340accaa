import type { Problem } from '@greenlight/shared/problem'
import type { SavedWorkflow } from '@greenlight/shared/workflow'

/** The list of saved workflows. A list that is read again stays on screen meanwhile. */
export type SavedState =
  | { is: 'none' }
  | { is: 'reading'; before: Listed | null }
  | { is: 'listed'; list: Listed }
  | { is: 'failed'; problem: Problem; before: Listed | null }

export interface Listed {
  root: string | null
  workflows: SavedWorkflow[]
}

export type SavedEvent = { type: 'asked' } | { type: 'answered'; list: Listed } | { type: 'failed'; problem: Problem }

export function shownList(state: SavedState): Listed | null {
  if (state.is === 'none') return null
  return state.is === 'listed' ? state.list : state.before
}

export function transitSaved(state: SavedState, event: SavedEvent): SavedState {
  switch (event.type) {
    case 'asked':
      return { is: 'reading', before: shownList(state) }
    case 'answered':
      return { is: 'listed', list: event.list }
    case 'failed':
      return { is: 'failed', problem: event.problem, before: shownList(state) }
  }
}
