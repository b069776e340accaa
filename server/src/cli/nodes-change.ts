import { sourceNames } from '@greenlight/shared/sources'
import type { Want } from '@greenlight/shared/plans'
import { planText } from '../core/readings/plan-text.js'
import { type Given, type Run, UsageError } from './command.js'
import { palette } from './palette.js'
import { readFormat, readList, withPlans } from './plans/open.js'

/** `nodes add NAME`, `nodes update|enable|disable|remove FOLDER`: each makes a plan and changes nothing. */
export const changeNodes: Run = (given, terminal) => {
  const format = readFormat(given, ['text', 'json'])
  const wants = readWants(given)
  const ask = sourceNames.filter((name) => readList(given.text('ask')).includes(name))
  return withPlans(given, terminal, async (house) => {
    const { plan } = await house.propose({ wants, ask }, { signal: terminal.signal, by: { actor: 'cli', tier: 'all' } })
    terminal.out(format === 'json' ? `${JSON.stringify(plan, null, 2)}\n` : `${planText(plan, { palette: palette(terminal.colour) })}\n`)
    return plan.actions.length === 0 ? 1 : 0
  })
}

function readWants(given: Given): Want[] {
  const [what, ...names] = given.paths
  if (names.length === 0) throw new UsageError(`nodes ${what} needs a name.`)
  return names.map((name): Want => {
    if (what === 'add') {
      const conflict = given.text('conflict') ?? (given.flag('force') ? 'replace' : undefined)
      if (conflict !== undefined && conflict !== 'keep-both' && conflict !== 'replace' && conflict !== 'use-existing') throw new UsageError('--conflict is keep-both, replace or use-existing.')
      return { want: 'install-node-pack', pack: name, types: [], ...(conflict === undefined ? {} : { conflict }), ...(given.flag('files-only') ? { filesOnly: true } : {}) }
    }
    const to = given.text('to')
    if (what === 'update') return { want: 'update-node-pack', folder: name, ...(to === undefined ? {} : { to }) }
    if (what === 'enable') return { want: 'enable-node-pack', folder: name }
    if (what === 'disable') return { want: 'disable-node-pack', folder: name }
    return { want: 'remove-node-pack', folder: name }
  })
}
