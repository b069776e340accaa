import { formatBytes } from '../../core/model-files/words.js'
import { setTimeout as pause } from 'node:timers/promises'
import { type Given, UsageError } from '../command.js'
import { printProblem } from '../print-problem.js'
import { askedBySaved } from './asked-by-saved.js'
import { printJson, type Sub } from './sub.js'

const hashes = ['all', 'needed', 'none'] as const

/** `models index [DIR...]`: each DIR becomes a root of the user's own; `--forget` takes them out again. */
export const index: Sub = {
  expects(rest, given) {
    hashOf(given)
    if (given.flag('forget') && rest.length === 0) throw new UsageError('models index --forget needs a DIR.')
  },
  async run(call) {
    const { rest, given, terminal, json, models, progress } = call
    for (const folder of rest) {
      if (!given.flag('forget')) await models.addRoot(folder)
      else if (!(await models.forgetRoot(folder))) throw new UsageError(`${folder} is no folder that you added.`)
    }
    const hash = hashOf(given)
    const paths = hash === 'needed' ? await askedBySaved(call) : []
    const status = await models.run({ hash, full: given.flag('full') || paths.length > 0, paths })
    progress.end()
    for (const told of status.problems) printProblem(terminal, told)
    if (json) printJson(terminal, status)
    else
      terminal.out(
        `${status.files} files, ${formatBytes(status.bytes)}: ${status.described} headers read, ${status.hashed} hashed${status.corrupt === 0 ? '' : `, ${status.corrupt} damaged`}.\n`,
      )
    if (status.hasher === 'wasm') terminal.err('Hashing is slow here: the native module did not load (`greenlight doctor`).\n')
    if (given.flag('watch')) await watch()
    return 0

    async function watch(): Promise<void> {
      terminal.err('Watching; Ctrl+C stops it.\n')
      while (!terminal.signal.aborted) await pause(60_000, undefined, { signal: terminal.signal }).catch(() => undefined)
    }
  },
}

function hashOf(given: Given): (typeof hashes)[number] {
  const named = given.text('hash')
  if (given.flag('full') && named !== undefined && named !== 'all') throw new UsageError(`--full hashes every file; --hash ${named} says otherwise.`)
  const text = given.flag('full') ? 'all' : (named ?? 'needed')
  const found = hashes.find((one) => one === text)
  if (found === undefined) throw new UsageError(`--hash is one of ${hashes.join(', ')}, not "${text}".`)
  return found
}
