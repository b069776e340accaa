import type { PackAbout, PackRisk } from '@greenlight/shared/packs'
import type { ToldPack } from '../../../core/catalogue-part.js'
import { addressForPeople } from '../address-key.js'
import { isForeign, numberOf, own, textOf, textsOf } from '../foreign.js'
import type { MappedEntry } from './pack-table.js'
import { plainText } from './plain-text.js'
import { deprecatedIn, unsafeIn } from './warning-words.js'

/** One pack as both lists tell it. */
export interface PackRow {
  readonly key: string
  readonly address: string
  readonly mapped: readonly MappedEntry[]
  readonly listed: readonly Readonly<Record<string, unknown>>[]
}

/** Name for people: the map's, else the list's. */
export function titleOfRow(row: PackRow): string | null {
  for (const { about } of row.mapped) {
    const title = textOf(own(about, 'title_aux')) ?? textOf(own(about, 'title'))
    if (title !== null) return title
  }
  return firstText(row, 'title')
}

/**
 * What the lists say of a pack; `stats` is `github-stats.json`: `{ "<address>": { stars, last_update } }`. The list's `id` is mostly
 * a nickname (`kjnodes`): it counts as the registry's only where it is the repository's name.
 */
export function tellPack(row: PackRow, stats: unknown): ToldPack {
  const titles = [firstText(row, 'title') ?? '', ...row.mapped.map(({ about }) => textOf(own(about, 'title_aux')) ?? '')]
  const description = plainText(firstText(row, 'description') ?? '')
  const deprecated = deprecatedIn(titles.join(' '), description)
  const unsafe = unsafeIn(titles.join(' '))
  const packages = [...new Set(row.listed.flatMap((entry) => textsOf(own(entry, 'pip'))))]
  const system = [...new Set(row.listed.flatMap((entry) => textsOf(own(entry, 'apt_dependency'))))]
  const risks: PackRisk[] = [
    ...(deprecated === null ? [] : [{ kind: 'deprecated' as const, says: deprecated }]),
    ...(unsafe === null ? [] : [{ kind: 'flagged' as const, says: unsafe }]),
    ...(packages.length + system.length === 0 ? [] : [{ kind: 'packages' as const, says: packagesSay(packages, system) }]),
  ]
  const author = firstText(row, 'author')
  const about: PackAbout = {
    ...(author === null ? {} : { author }),
    ...(description === '' ? {} : { description }),
    ...popularity(row, stats),
    ...(deprecated === null ? {} : { deprecated }),
  }
  return {
    id: registryIds(row)[0] ?? null,
    repository: addressForPeople(row.address),
    about,
    risks,
    wins: winsOf(row),
  }
}

/** Ids of the list that are the repository's name: what the registry proposes. */
function registryIds({ key, listed }: PackRow): string[] {
  const name = key.slice(key.lastIndexOf('/') + 1)
  return listed.flatMap((entry) => textOf(own(entry, 'id'))?.toLowerCase() ?? []).filter((id) => id === name)
}

function winsOf({ mapped, listed }: PackRow): string[] {
  const sources = [...mapped.map(({ about }) => about), ...listed]
  return [...new Set(sources.flatMap((source) => textsOf(own(source, 'preemptions'))))].sort()
}

function popularity({ address, mapped, listed }: PackRow, stats: unknown): PackAbout {
  if (!isForeign(stats)) return {}
  const addresses = [address, ...mapped.map((one) => one.address), ...listed.flatMap((entry) => textOf(own(entry, 'reference')) ?? [])]
  for (const one of addresses) {
    const found = own(stats, one)
    if (!isForeign(found)) continue
    const stars = numberOf(own(found, 'stars'))
    const updated = /^\d{4}-\d{2}-\d{2}/.exec(textOf(own(found, 'last_update')) ?? '')?.[0]
    return { ...(stars === null || stars < 0 ? {} : { stars }), ...(updated === undefined ? {} : { updated }) }
  }
  return {}
}

function packagesSay(packages: readonly string[], system: readonly string[]): string {
  const words = [
    ...(packages.length === 0 ? [] : [`Python packages: ${packages.join(', ')}`]),
    ...(system.length === 0 ? [] : [`system packages: ${system.join(', ')}`]),
  ]
  return `The list names ${words.join('; ')}.`
}

function firstText(row: PackRow, key: string): string | null {
  for (const entry of row.listed) {
    const text = textOf(own(entry, key))
    if (text !== null) return text
  }
  return null
}
