import { planMarkdown } from '../../core/readings/plan-text.js'
import { printable } from '../../core/readings/printable.js'
import type { Run } from '../command.js'
import { printProblem } from '../print-problem.js'
import { readFormat, withPlans } from './open.js'

/** `greenlight plans [PLAN]`: the list, newest first, or one plan as it can be read. */
export const plans: Run = (given, terminal) => {
  const format = readFormat(given, ['text', 'json'])
  return withPlans(given, terminal, async (house) => {
    const [id] = given.paths
    if (id !== undefined) {
      const shown = await house.show(id)
      terminal.out(format === 'json' ? `${JSON.stringify(shown, null, 2)}\n` : `${planMarkdown(shown.plan)}\nState: ${shown.run.state}\n`)
      return 0
    }
    const list = await house.list()
    for (const told of list.problems ?? []) printProblem(terminal, told)
    if (format === 'json') terminal.out(`${JSON.stringify(list, null, 2)}\n`)
    else terminal.out(list.plans.length === 0 ? 'There is no plan yet: greenlight plan FILE makes one.\n' : `${list.plans.map((one) => `${one.id}  ${one.createdAt.slice(0, 16).replace('T', ' ')}  ${one.state.padEnd(11)} ${one.tier.padEnd(11)} ${printable(one.title)}`).join('\n')}\n`)
    return 0
  })
}
