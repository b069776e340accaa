import { openPlans } from '../../main/plans/open-plans.js'
import type { PlanHouse } from '../../use-cases/plans/plan-house.js'
import type { Given, Terminal } from '../command.js'
import { UsageError } from '../command.js'

/** Runs one command over the plans of the state folder: the running companion's, else this process's own. */
export async function withPlans(given: Given, terminal: Terminal, work: (plans: PlanHouse) => Promise<number>): Promise<number> {
  const plans = await openPlans(given, terminal)
  try {
    return await work(plans)
  } finally {
    await plans.close()
  }
}

export function readFormat<F extends string>(given: Given, formats: readonly [F, ...F[]]): F {
  const text = given.text('format') ?? formats[0]
  const format = formats.find((one) => one === text)
  if (format === undefined) throw new UsageError(`--format is ${formats.join(' or ')}, not "${text}".`)
  return format
}

/** A list given as `a,b`. */
export function readList(text: string | undefined): string[] {
  return (text ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '')
}
