import { type PackAbout, type PackRisk, packRiskKinds } from '@greenlight/shared/packs'
import type { ToldPack } from '../../../core/catalogue-part.js'
import type { ListedModel } from '../../../core/installed.js'
import type { LineRange } from './built-view.js'
import { isForeign, numberOf, own, textOf, textsOf } from '../foreign.js'

/** What was written is read back field by field: a damaged block says less, it never says something of another shape. */

export interface CompactRecord {
  readonly told: ToldPack
  readonly aliases: readonly string[]
  readonly lines: readonly LineRange[]
}

export function tidyRecord(value: unknown): CompactRecord {
  const [told, aliases, lines] = listOf(value)
  const fields = isForeign(told) ? told : {}
  const risks: unknown = own(fields, 'risks')
  return {
    told: {
      id: textOf(own(fields, 'id')),
      repository: textOf(own(fields, 'repository')),
      about: tidyAbout(own(fields, 'about')),
      risks: listOf(risks).flatMap(tidyRisk),
      wins: textsOf(own(fields, 'wins')),
    },
    aliases: textsOf(aliases),
    lines: listOf(lines).flatMap(tidyRange),
  }
}

function tidyAbout(value: unknown): PackAbout {
  if (!isForeign(value)) return {}
  const about: PackAbout = {}
  for (const key of ['author', 'description', 'updated', 'latest', 'licence', 'deprecated'] as const) {
    const text = textOf(own(value, key))
    if (text !== null) about[key] = text
  }
  const stars = numberOf(own(value, 'stars'))
  return stars === null ? about : { ...about, stars }
}

function tidyRisk(value: unknown): PackRisk[] {
  const kind = packRiskKinds.find((one) => isForeign(value) && own(value, 'kind') === one)
  const says = isForeign(value) ? textOf(own(value, 'says')) : null
  return kind === undefined || says === null ? [] : [{ kind, says }]
}

function tidyRange(value: unknown): LineRange[] {
  const [from, length] = listOf(value)
  return typeof from === 'number' && typeof length === 'number' && from >= 0 && length > 0 ? [[from, length]] : []
}

export function tidyPatterns(value: unknown): { readonly at: number; readonly pattern: string }[] {
  return listOf(value).flatMap((row) => {
    const at = isForeign(row) ? numberOf(own(row, 'at')) : null
    const pattern = isForeign(row) ? textOf(own(row, 'pattern')) : null
    return at === null || pattern === null ? [] : [{ at, pattern: String(isForeign(row) ? own(row, 'pattern') : '') }]
  })
}

export function tidyModels(value: unknown): ListedModel[] {
  return listOf(value).flatMap((row) => {
    if (!isForeign(row)) return []
    const text = (key: string) => textOf(own(row, key))
    const [name, url, from] = [text('name'), text('url'), text('from')]
    if (name === null || url === null || from === null) return []
    return [{ name, title: text('title') ?? name, url, page: text('page'), directory: text('directory'), base: text('base'), size: numberOf(own(row, 'size')), from }]
  })
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
