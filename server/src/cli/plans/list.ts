import { leftoverSummary } from '../../core/readings/leftover-lines.js'
import { planMarkdown } from '../../core/readings/plan-text.js'
import { printable } from '../../core/readings/printable.js'
import { runMarkdown } from '../../core/readings/run-summary.js'
import type { Run } from '../command.js'
import { printProblem } from '../print-problem.js'
import { readFormat, withPlans } from './open.js'
import { mustNotDry, prune } from './prune.js'

/** `greenlight plans [PLAN]`: the list, newest first, or one plan as it can be read; `plans prune` takes away what plans left. */
export const plans: Run = (given, terminal) => {
  if (given.paths[0] === 'prune') return prune(given, terminal)
  mustNotDry(given)
  const format = readFormat(given, ['text', 'json'])
  return withPlans(given, terminal, async (house) => {
    const [id] = given.paths
    if (id !== undefined) {
      const { run, ...shown } = await house.show(id)
      // ComfyUI may have been restarted since; where nobody can look now, what was seen last stands.
      const now = run.state === 'applied' || run.state === 'failed' ? await house.showAgain(id).catch(() => run) : run
      terminal.out(format === 'json' ? `${JSON.stringify({ ...shown, run: now }, null, 2)}\n` : `${planMarkdown(shown.plan)}\n---\n\n${runMarkdown(shown.plan, now)}`)
      return 0
    }
    const list = await house.list()
    for (const told of list.problems ?? []) printProblem(terminal, told)
    if (format === 'json') {
      terminal.out(`${JSON.stringify(list, null, 2)}\n`)
      return 0
    }
    terminal.out(list.plans.length === 0 ? 'There is no plan yet: greenlight plan FILE makes one.\n' : `${list.plans.map((one) => `${one.id}  ${one.createdAt.slice(0, 16).replace('T', ' ')}  ${one.state.padEnd(11)} ${one.tier.padEnd(11)} ${printable(one.title)}`).join('\n')}\n`)
    const leftovers = leftoverSummary(await house.prune(true))
    if (leftovers !== '') terminal.out(`\nNobody needs any more: ${leftovers}. They go by themselves, or now: greenlight plans prune\n`)
    return 0
  })
}
