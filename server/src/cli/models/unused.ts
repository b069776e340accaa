import { formatBytes } from '../../core/model-files/words.js'
import { checkPaths } from '../../use-cases/check.js'
import { unusedModels } from '../../use-cases/answer-models/unused-models.js'
import { savedPaths } from '../saved-paths.js'
import { printProblem } from '../print-problem.js'
import { printJson, type Sub } from './sub.js'
import { lineOf } from './words.js'

/** Arguments are further workflows or folders of them that count as users. */
export const unused: Sub = {
  expects: () => undefined,
  async run({ rest, terminal, json, models, place, world, refresh }) {
    await refresh()
    const installed = await place.read({ signal: terminal.signal })
    const paths = [...(await savedPaths(place)), ...rest]
    const { check, absent } = await checkPaths(world.portsFor(place), installed, { paths, signal: terminal.signal })
    const { reports } = check
    for (const { problem } of absent) printProblem(terminal, problem)
    const found = await unusedModels(models.index, reports)
    if (json) printJson(terminal, found)
    else {
      for (const row of found.unused) terminal.out(`${lineOf(row)}\n`)
      terminal.out(`${found.unused.length} files, ${formatBytes(found.bytes)}, are named by none of ${found.workflows} workflows.\n`)
    }
    for (const path of found.unreadable) terminal.err(`Could not be read, and may use any of them: ${path}\n`)
    return absent.length > 0 ? 1 : 0
  },
}
