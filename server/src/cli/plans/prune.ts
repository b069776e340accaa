import { leftoverLines, leftoverSummary } from '../../core/readings/leftover-lines.js'
import { type Given, type Run, UsageError } from '../command.js'
import { readFormat, withPlans } from './open.js'

/** `greenlight plans prune [--dry-run]`: what plans left that nobody needs; ends with 1 where something could not be removed. */
export const prune: Run = (given, terminal) => {
  const format = readFormat(given, ['text', 'json'])
  const dry = given.flag('dry-run')
  return withPlans(given, terminal, async (house) => {
    const pruned = await house.prune(dry)
    const [summary, lines] = [leftoverSummary(pruned), leftoverLines(pruned, await house.installation())]
    if (format === 'json') terminal.out(`${JSON.stringify(pruned, null, 2)}\n`)
    else if (summary === '') terminal.out('There is nothing to prune.\n')
    else terminal.out(`${lines.join('\n')}\n${pruned.dry ? 'Would go' : 'Gone'}: ${summary}.${pruned.more ? ' Run it again for the rest.' : ''}\n`)
    if (!dry && pruned.dry && summary !== '') terminal.err('A plan is at work: nothing was removed. Run it again when that is done.\n')
    return pruned.entries.some(({ problem }) => problem !== undefined) || (!dry && pruned.dry && summary !== '') ? 1 : 0
  })
}

export function mustNotDry(given: Given): void {
  if (given.flag('dry-run')) throw new UsageError('--dry-run belongs to `plans prune`.')
}
