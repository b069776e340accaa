import { printable } from '../../core/readings/printable.js'
import { printJson, type Sub, takes } from './sub.js'

export const adopt: Sub = {
  expects: takes('adopt', 1, 1, 'a FILE'),
  async run({ rest, terminal, json, models, refresh }) {
    await refresh()
    const proposal = await models.adopt(await models.absolute(rest[0] ?? ''))
    if (json) printJson(terminal, proposal)
    else {
      terminal.out(`${printable(proposal.path)}: ${proposal.says}\n`)
      for (const path of proposal.already) terminal.out(`  it is at ${printable(path)}\n`)
      if (proposal.to !== undefined) terminal.out(`  it would go to ${printable(proposal.to)}\n`)
      for (const { says } of proposal.evidence) terminal.out(`  because ${printable(says)}\n`)
    }
    return proposal.health === 'corrupt' || (proposal.folder === undefined && proposal.already.length === 0) ? 1 : 0
  },
}
