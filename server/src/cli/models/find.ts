import { findModels } from '../../use-cases/answer-models/find-models.js'
import { printJson, type Sub, takes } from './sub.js'
import { lineOf } from './words.js'

export const find: Sub = {
  expects: takes('find', 1, 1, 'a NAME, HASH or PATH'),
  async run({ rest, terminal, json, models, refresh }) {
    await refresh()
    const asked = await models.absolute(rest[0] ?? '')
    const found = await findModels(models.index, asked)
    if (json) printJson(terminal, found)
    else if (found.matches.length === 0) terminal.out(`Nothing here is, or is named like, ${found.asked}.\n`)
    else for (const { model, reasons } of found.matches) terminal.out(`${lineOf(model)}${reasons.length === 0 ? '' : `  (${reasons.join('; ')})`}\n`)
    return found.matches.length === 0 ? 1 : 0
  },
}
