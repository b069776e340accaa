import { openDecisions } from '../../main/decisions/open-decisions.js'
import { type Run, UsageError } from '../command.js'
import type { Sub } from './sub.js'
import { exportFile } from './export-file.js'
import { forget } from './forget.js'
import { importFile } from './import-file.js'
import { list } from './list.js'
import { remember } from './remember.js'

const subs: ReadonlyMap<string, Sub> = new Map([
  ['export', exportFile],
  ['forget', forget],
  ['import', importFile],
  ['list', list],
  ['remember', remember],
])

/** `greenlight decisions ...`: what was chosen before. Written under a lock, so a sidecar that runs meanwhile reads it with its next answer. */
export const decisions: Run = async (given, terminal) => {
  const [what = 'list', ...rest] = given.paths
  const sub = subs.get(what)
  if (sub === undefined) throw new UsageError(`decisions does not know "${what}"; it knows: ${[...subs.keys()].join(', ')}.`)
  const format = given.text('format') ?? 'text'
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format is text or json, not "${format}".`)
  const [least, most, needs] = sub.takes
  if (rest.length < least) throw new UsageError(`decisions ${what} needs ${needs}.`)
  if (rest.length > most) throw new UsageError(`decisions ${what} does not take "${rest[most]}".`)
  if (given.flag('everywhere') && given.text('workflow') !== undefined) throw new UsageError('Either --everywhere or --workflow KEY, not both.')
  return sub.run({ rest, given, terminal, json: format === 'json', ...openDecisions({ env: terminal.env, data: given.text('data') }) })
}
