import { planText } from '../../core/readings/plan-text.js'
import type { Run } from '../command.js'
import { palette } from '../palette.js'
import { withPlans } from './open.js'
import { readTicks } from './read-ticks.js'

/** `greenlight approve PLAN [--digest D] [--tick KEY,...]`: the approval is kept for `apply`, 30 minutes. */
export const approve: Run = (given, terminal) =>
  withPlans(given, terminal, async (plans) => {
    const [id = ''] = given.paths
    const made = await plans.plan(id)
    if (given.text('digest') === undefined) terminal.err(`${planText(made, { palette: palette(false) })}\n`)
    const ticks = readTicks(given.text('tick'), made.actions.flatMap((action) => action.ticks.map(({ key }) => key)))
    const { expiresAt } = await plans.approve(id, given.text('digest') ?? made.digest, { by: { actor: 'cli', tier: 'all' }, ticks })
    terminal.out(`Approved until ${expiresAt}: greenlight apply ${id}\n`)
    return 0
  })
