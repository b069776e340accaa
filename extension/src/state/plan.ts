import type { Choice, OpenChoice, Plan, PlanDocument, PlanRun, PlanState as RunState, Proposed, Want } from '@greenlight/shared/plans'
import type { Problem } from '@greenlight/shared/problem'
import { choiceKey } from '../readings/plan/open-choices.js'
import type { Subject } from './report.js'

/** What a plan was asked for. `only`: subjects of findings, null for all; `left`: keys of choices that the person leaves open. */
export type Ask =
  | { for: 'workflow'; subject: Subject; only: readonly string[] | null; choices: readonly Choice[]; left: readonly string[] }
  | { for: 'wants'; wants: readonly Want[] }
  | { for: 'undo'; plan: string }

/** How a run may have come to rest. */
type Ended = Exclude<RunState, 'approved' | 'draft' | 'running'>

/**
 * The life of the one plan that the panel shows. `ask` is null where the plan was made elsewhere (another window, the terminal).
 * A choice that is open is asked before the plan is shown; approving and starting are one gesture.
 */
export type PlanState =
  | { is: 'none' }
  | { is: 'proposing'; ask: Ask; turn: number }
  | { is: 'choosing'; ask: Ask; proposed: Proposed; open: readonly OpenChoice[] }
  | { is: 'proposed'; ask: Ask | null; proposed: Proposed; ticks: readonly string[] }
  | { is: 'approving'; ask: Ask | null; proposed: Proposed; ticks: readonly string[]; turn: number }
  /** Approved by another window or the terminal, and not begun yet. */
  | { is: 'approved'; ask: Ask | null; document: PlanDocument }
  | { is: 'running'; ask: Ask | null; document: PlanDocument; cancelling: boolean }
  | EndedState
  /** Nothing came of it. `proposed`: what was to be approved, where there was something. */
  | { is: 'refused'; ask: Ask | null; proposed: Proposed | null; problem: Problem }

export interface EndedState {
  is: Ended
  ask: Ask | null
  document: PlanDocument
}

export type PlanEvent =
  /** `turn` numbers the questions: an answer to an older one means nothing. */
  | { type: 'asked'; ask: Ask; turn: number }
  | { type: 'answered'; turn: number; proposed: Proposed }
  | { type: 'failed'; turn: number; problem: Problem }
  | { type: 'ticked'; key: string; on: boolean }
  | { type: 'approving'; turn: number }
  /** Back from a refusal to the plan that was refused. */
  | { type: 'returned' }
  /** The plan as the sidecar has it now; news of another plan than the one shown means nothing. */
  | { type: 'read'; document: PlanDocument }
  | { type: 'ran'; id: string; run: PlanRun }
  | { type: 'cancelling' }
  /** A cancel that was not accepted. */
  | { type: 'went-on' }
  /** Somebody wants to see this plan. */
  | { type: 'opened'; document: PlanDocument }
  | { type: 'closed' }

/** The plan of this state, where there is one. */
export function planOf(state: PlanState): Plan | null {
  if ('document' in state) return state.document.plan
  return 'proposed' in state ? (state.proposed?.plan ?? null) : null
}

/** The next state; an event that means nothing in a state leaves it as it is. */
export function transitPlan(state: PlanState, event: PlanEvent): PlanState {
  switch (event.type) {
    case 'closed':
      return { is: 'none' }
    case 'asked':
      return { is: 'proposing', ask: event.ask, turn: event.turn }
    case 'answered':
      return state.is === 'proposing' && state.turn === event.turn ? receive(state.ask, event.proposed) : state
    case 'failed':
      return fail(state, event.turn, event.problem)
    case 'ticked':
      if (state.is !== 'proposed') return state
      return { ...state, ticks: [...state.ticks.filter((key) => key !== event.key), ...(event.on ? [event.key] : [])] }
    case 'approving':
      return state.is === 'proposed' ? { ...state, is: 'approving', turn: event.turn } : state
    case 'returned':
      return state.is === 'refused' && state.proposed !== null ? { is: 'proposed', ask: state.ask, proposed: state.proposed, ticks: [] } : state
    case 'opened':
      return follow('ask' in state && planOf(state)?.id === event.document.plan.id ? state.ask : null, event.document, false)
    case 'read':
      return read(state, event.document)
    case 'ran':
      return ran(state, event.id, event.run)
    case 'cancelling':
      return state.is === 'running' ? { ...state, cancelling: true } : state
    case 'went-on':
      return state.is === 'running' ? { ...state, cancelling: false } : state
  }
}

function receive(ask: Ask, proposed: Proposed): PlanState {
  const open = ask.for === 'workflow' ? proposed.open.filter((choice) => isPick(choice) && !ask.left.includes(choiceKey(choice))) : []
  return open.length > 0 ? { is: 'choosing', ask, proposed, open } : { is: 'proposed', ask, proposed, ticks: [] }
}

/** Where there is nothing to pick from, asking would lead nowhere. */
function isPick(choice: OpenChoice): boolean {
  if (choice.about === 'input') return (choice.options ?? []).length > 0
  if (choice.about === 'pack-conflict') return choice.answers.length > 0
  return choice.about === 'node-pack' ? choice.options.length > 0 : choice.files.length + choice.sources.length > 0
}

function fail(state: PlanState, turn: number, problem: Problem): PlanState {
  if ((state.is !== 'proposing' && state.is !== 'approving') || state.turn !== turn) return state
  return { is: 'refused', ask: state.ask, proposed: state.is === 'approving' ? state.proposed : null, problem }
}

function read(state: PlanState, document: PlanDocument): PlanState {
  if (planOf(state)?.id !== document.plan.id || state.is === 'choosing' || state.is === 'none' || state.is === 'proposing') return state
  // Nothing new; and while the answer to our own approval is on its way, older than what is known.
  if (document.run.state === 'draft' || (state.is === 'approving' && document.run.state === 'approved')) return state
  return follow(state.ask, document, state.is === 'running' && state.cancelling)
}

function ran(state: PlanState, id: string, run: PlanRun): PlanState {
  if (planOf(state)?.id !== id) return state
  if ('document' in state) return follow(state.ask, { ...state.document, run }, state.is === 'running' && state.cancelling)
  if (state.is !== 'approving') return state
  const { plan, text } = state.proposed
  return follow(state.ask, { plan, text, run, createdAt: run.begunAt ?? '' }, false)
}

function follow(ask: Ask | null, document: PlanDocument, cancelling: boolean): PlanState {
  const { state } = document.run
  if (state === 'draft') return { is: 'proposed', ask, proposed: { plan: document.plan, open: [], text: document.text }, ticks: [] }
  if (state === 'approved') return { is: 'approved', ask, document }
  return state === 'running' ? { is: state, ask, document, cancelling } : { is: state, ask, document }
}
