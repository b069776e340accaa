import { type Run, UsageError } from '../command.js'
import type { SubCall } from './sub-call.js'

/** `greenlight catalogue status|import|update`. Only `update` asks anybody, and only when its source is switched on. */
export const catalogue: Run = async (given, terminal) => {
  const [what = '', ...rest] = given.paths
  const format = given.text('format') ?? 'text'
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format is text or json, not "${format}".`)
  const call: SubCall = { rest, given, terminal, json: format === 'json' }
  if (what !== 'import' && given.flag('forget')) throw new UsageError('--forget belongs to catalogue import.')
  if (what !== 'update' && given.flag('full')) throw new UsageError('--full belongs to catalogue update.')
  if (what === 'status') return (await import('./status.js')).status(call)
  if (what === 'import') return (await import('./import.js')).importOne(call)
  if (what === 'update') return (await import('./update.js')).update(call)
  throw new UsageError(`catalogue does not know "${what}"; it knows: import, status, update.`)
}
