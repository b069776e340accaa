import { modelHealths, modelKinds } from '@greenlight/shared/models'
import { formatBytes } from '../../core/model-files/words.js'
import { rowOf } from '../../core/model-answers/row-of.js'
import { type Given, UsageError } from '../command.js'
import { printJson, type Sub, takes } from './sub.js'
import { lineOf } from './words.js'

const sorts = ['modified', 'name', 'size'] as const

export const list: Sub = {
  expects: (rest, given) => {
    takes('list', 0, 0, '')(rest, given)
    filtersOf(given)
  },
  async run({ given, terminal, json, models, refresh }) {
    await refresh()
    const { models: found, total } = await models.index.list(filtersOf(given))
    const rows = found.map((model) => rowOf(model))
    if (json) printJson(terminal, { schema: 'greenlight/models@1', models: rows, total })
    else if (rows.length === 0) terminal.out('No model file.\n')
    else terminal.out(`${rows.map(lineOf).join('\n')}\n${total} files, ${formatBytes(rows.reduce((sum, row) => sum + (row.link === true ? 0 : row.size), 0))}\n`)
    return 0
  },
}

function filtersOf(given: Given) {
  const [search, folder, family] = ['search', 'folder', 'family'].map((name) => given.text(name))
  const kind = oneOf(modelKinds, 'kind', given)
  const health = oneOf(modelHealths, 'health', given)
  const sort = oneOf(sorts, 'sort', given)
  return {
    ...(search === undefined ? {} : { search }),
    ...(folder === undefined ? {} : { folder }),
    ...(family === undefined ? {} : { family }),
    ...(kind === undefined ? {} : { kind }),
    ...(health === undefined ? {} : { health }),
    sort: sort ?? 'name',
    descending: sort === 'size' || sort === 'modified',
  } as const
}

function oneOf<T extends string>(known: readonly T[], name: string, given: Given): T | undefined {
  const text = given.text(name)
  const found = known.find((one) => one === text)
  if (text !== undefined && found === undefined) throw new UsageError(`--${name} is one of ${known.join(', ')}, not "${text}".`)
  return found
}
