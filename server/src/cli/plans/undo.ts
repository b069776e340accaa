import { planText } from '../../core/readings/plan-text.js'
import type { Run } from '../command.js'
import { palette } from '../palette.js'
import { followRun } from './follow-run.js'
import { withPlans } from './open.js'

const by = { actor: 'cli', tier: 'all' } as const

/** `greenlight undo PLAN`: in the terminal the command is its approval (contract.md). */
export const undo: Run = (given, terminal) =>
  withPlans(given, terminal, async (plans) => {
    const { plan: made } = await plans.undo(given.paths[0] ?? '')
    terminal.err(`${planText(made, { palette: palette(false) })}\n`)
    const ticks = made.actions.flatMap((action) => action.ticks.map(({ key }) => key))
    await plans.approve(made.id, made.digest, { by, ticks })
    await plans.apply(made.id, null, by)
    return followRun(plans, made, terminal)
  })
