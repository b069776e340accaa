import type { JournalLine } from '@greenlight/shared/plans'
import { printable } from '../../core/readings/printable.js'
import { withinRoot } from '../../core/readings/within-root.js'
import { problem } from '../../problems.js'
import { type Run, UsageError } from '../command.js'
import { printProblem } from '../print-problem.js'
import { readFormat, withPlans } from './open.js'

/** `greenlight journal show [--plan PLAN]` and `journal verify`, which ends with 1 only where a line was altered. */
export const journal: Run = (given, terminal) => {
  const [what] = given.paths
  if (what !== 'show' && what !== 'verify') throw new UsageError(`journal does not know "${what}"; it knows: show, verify.`)
  const format = readFormat(given, ['text', 'json'])
  return withPlans(given, terminal, async (house) => {
    if (what === 'verify') {
      const found = await house.verifyJournal()
      const torn = found.torn === 0 ? '' : `; the last one was cut off by a crash (${found.torn} bytes), the next change records that`
      if (found.damaged !== null) printProblem(terminal, problem('JOURNAL_DAMAGED', { line: found.damaged.line, because: found.damaged.says }))
      if (format === 'json') terminal.out(`${JSON.stringify(found, null, 2)}\n`)
      else if (found.damaged === null) terminal.out(`${found.lines} lines, each in its place${torn}.\n`)
      return found.damaged === null ? 0 : 1
    }
    const plan = given.text('plan')
    const root = format === 'json' ? null : await house.installation()
    const shown = await house.journal(plan === undefined ? {} : { plan })
    if (format === 'json') terminal.out(`${JSON.stringify(shown, null, 2)}\n`)
    else terminal.out(shown.lines.length === 0 ? 'Nothing was changed yet.\n' : `${shown.lines.map((line) => sentence(line, root)).join('\n')}\n`)
    return 0
  })
}

function sentence({ seq, ts, actor, action_type, plan_id, outputs }: JournalLine, root: string | null): string {
  const paths = outputs.map(({ path }) => printable(withinRoot(path, root))).join(', ')
  return `${String(seq).padStart(5)}  ${ts}  ${actor.padEnd(4)}  ${action_type.padEnd(16)} ${plan_id ?? ''}  ${paths}`.trimEnd()
}
