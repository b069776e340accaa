import { openWorld } from '../../main.js'
import { openModels } from '../../main/models/open-models.js'
import { type Run, UsageError } from '../command.js'
import { adopt } from './adopt.js'
import { duplicates } from './duplicates.js'
import { find } from './find.js'
import { indexProgress } from './index-progress.js'
import { index } from './run-index.js'
import { list } from './list.js'
import { show } from './show.js'
import { sources } from './sources.js'
import type { Sub } from './sub.js'
import { unused } from './unused.js'
import { verify } from './verify.js'

const subs: Readonly<Record<string, Sub>> = { adopt, duplicates, find, index, list, show, sources, unused, verify }

export const models: Run = async (given, terminal) => {
  const [what = '', ...rest] = given.paths
  const sub = Object.hasOwn(subs, what) ? subs[what] : undefined
  if (sub === undefined) throw new UsageError(`models does not know "${what}"; it knows: ${Object.keys(subs).join(', ')}.`)
  const format = given.text('format') ?? 'text'
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format is text or json, not "${format}".`)
  sub.expects(rest, given)
  const world = await openWorld(given, terminal)
  const place = await world.findPlace()
  if (place.says !== null) terminal.err(`${place.says}\n`)
  const progress = indexProgress(terminal, place.root)
  const opened = await openModels({ state: world.state, place, env: terminal.env, signal: terminal.signal, ...progress }, given.flag('watch'))
  try {
    const refresh = async () => {
      await opened.run({ hash: 'none', full: false, paths: [] })
      progress.end()
    }
    return await sub.run({ rest, given, terminal, json: format === 'json', world, place, models: opened, refresh, progress })
  } finally {
    await opened.close()
    await world.close()
  }
}
