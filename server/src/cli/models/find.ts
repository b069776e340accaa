import { findModels } from '../../use-cases/answer-models/find-models.js'
import { readAskedHash } from '../../core/model-answers/read-asked.js'
import type { SampleKeys } from '../../core/model-index.js'
import { printJson, type Sub, takes } from './sub.js'
import { lineOf } from './words.js'

export const find: Sub = {
  expects: takes('find', 1, 1, 'a NAME, HASH or PATH'),
  async run({ rest, terminal, json, models, refresh, progress }) {
    await refresh()
    const asked = await models.absolute(rest[0] ?? '')
    const sample = sampleKeysIn(asked)
    if (sample.length > 0) {
      await models.run({ hash: 'none', full: false, paths: [], sample })
      progress.end()
    }
    const found = await findModels(models.index, asked)
    if (json) printJson(terminal, found)
    else if (found.matches.length === 0) terminal.out(`Nothing here is, or is named like, ${found.asked}.\n`)
    else for (const { model, reasons } of found.matches) terminal.out(`${lineOf(model)}${reasons.length === 0 ? '' : `  (${reasons.join('; ')})`}\n`)
    return found.matches.length === 0 ? 1 : 0
  },
}

/** Keys over samples are taken only when somebody asks by one: they are read from every file. */
function sampleKeysIn(asked: string): (keyof SampleKeys)[] {
  return readAskedHash(asked).flatMap(({ type }) => (type === 'quick' || type === 'comfydock16' || type === 'comfygit16' ? [type] : []))
}
