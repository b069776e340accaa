import { planTexts as words } from '../../messages/en-plans.js'
import type { PlanState } from '../../state/plan.js'
import { actionsOf, isBroken, isOver } from './progress.js'
import { sayPlan } from './say-plan.js'
import { visible } from '../visible.js'

/** What a reader who listens is told: only what is new to know, so that it changes when an action ends and not with every byte. */
export function sayState(state: PlanState, settled: boolean): string {
  switch (state.is) {
    case 'none':
      return ''
    case 'proposing':
      return state.ask.for === 'undo' ? words.undoing : words.proposing
    case 'choosing':
      return words.choosing.head(state.open.length)
    case 'proposed':
      if (state.proposed.plan.actions.length === 0) return state.proposed.plan.warnings.length > 0 ? words.nothing.not : words.nothing.head
      return `${visible(state.proposed.plan.title)}. ${sayPlan(state.proposed.plan).join(', ')}.`
    case 'approving':
      return words.approving
    case 'approved':
      return words.planStates.approved
    case 'running': {
      const last = actionsOf(state.document).findLast(({ run }) => isOver(run.state) || isBroken(run.state))
      return last === undefined ? words.run.head : words.run.spoken(visible(last.action.title), words.states[last.run.state])
    }
    case 'refused':
      return `${words.refused.head}: ${visible(state.problem.message)}`
    default:
      return settled && state.is === 'applied' ? words.ends.settled : words.ends[state.is]
  }
}
