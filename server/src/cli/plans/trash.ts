import { bytesWord } from '../../core/plan/draft/words.js'
import { printable } from '../../core/readings/printable.js'
import { withinRoot } from '../../core/readings/within-root.js'
import { planText } from '../../core/readings/plan-text.js'
import { type Run, UsageError } from '../command.js'
import { palette } from '../palette.js'
import { readFormat, withPlans } from './open.js'

/** `greenlight trash [list]`, `trash restore ENTRY` (makes a plan), `trash purge ENTRY...|all` (for good). */
export const trash: Run = (given, terminal) => {
  const [what = 'list', ...entries] = given.paths
  if (!['list', 'purge', 'restore'].includes(what)) throw new UsageError(`trash does not know "${what}"; it knows: list, restore, purge.`)
  if (what !== 'list' && entries.length === 0) throw new UsageError(`trash ${what} needs an ENTRY; \`greenlight trash\` lists them.`)
  const format = readFormat(given, ['text', 'json'])
  return withPlans(given, terminal, async (house) => {
    if (what === 'restore') {
      const { plan } = await house.propose({ wants: entries.map((entry) => ({ want: 'restore', entry })) }, { signal: terminal.signal, by: { actor: 'cli', tier: 'all' } })
      terminal.out(format === 'json' ? `${JSON.stringify(plan, null, 2)}\n` : `${planText(plan, { palette: palette(terminal.colour) })}\n`)
      return 0
    }
    const there = await house.trash()
    const ids = entries.includes('all') ? there.entries.map(({ id }) => id) : entries
    const shown = what === 'purge' ? await house.purge(ids) : there
    if (format === 'json') terminal.out(`${JSON.stringify(shown, null, 2)}\n`)
    else if (shown.entries.length === 0) terminal.out('The trash is empty.\n')
    else {
      const root = await house.installation()
      const lines = shown.entries.map((one) => `${one.id}  ${one.at.slice(0, 16).replace('T', ' ')}  ${bytesWord(one.bytes).padStart(9)}  ${printable(withinRoot(one.from, root))}`)
      terminal.out(`${lines.join('\n')}\n${bytesWord(shown.bytes)} in all; it stays until you purge it.\n`)
    }
    return 0
  })
}
