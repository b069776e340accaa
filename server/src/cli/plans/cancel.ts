import type { Run } from '../command.js'
import { withPlans } from './open.js'

/** `greenlight cancel PLAN`: stops one that the companion carries out. */
export const cancel: Run = (given, terminal) =>
  withPlans(given, terminal, async (plans) => {
    const { state } = await plans.cancel(given.paths[0] ?? '')
    terminal.out(`${state}\n`)
    return 0
  })
