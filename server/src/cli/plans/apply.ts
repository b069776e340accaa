import type { Run } from '../command.js'
import { withPlans } from './open.js'
import { followRun } from './follow-run.js'

/** `greenlight apply PLAN`: begins it, or goes on with one that was interrupted, and stays until it is at rest. Ctrl+C cancels. */
export const apply: Run = (given, terminal) =>
  withPlans(given, terminal, async (plans) => {
    const [id = ''] = given.paths
    const made = await plans.plan(id)
    await plans.apply(id, null, { actor: 'cli', tier: 'all' })
    return followRun(plans, made, terminal)
  })
