import type { ModelSource } from '@greenlight/shared/report'
import { compareText } from '../../readiness/words.js'
import { isPage } from '../../sources/addresses.js'
import { sourceKey, trustRank } from '../../sources/trust.js'

/**
 * The most trusted sources of one file, one per place, told alike in whatever order they came: what any spelling of a place knows
 * (hash, size, licence) is known of the place. Those in doubt are left out.
 */
export function mostTrustedSources(sources: readonly ModelSource[]): ModelSource[] {
  const byPlace = new Map<string, ModelSource>()
  for (const source of sources.filter(({ doubt }) => doubt === undefined).sort(compareSources)) {
    const key = sourceKey(source)
    const before = byPlace.get(key)
    byPlace.set(key, before === undefined ? source : { ...source, ...before })
  }
  const places = [...byPlace.values()]
  const least = Math.min(...places.map(trustRank))
  return places.filter((source) => trustRank(source) === least)
}

/** Whether its address gives the file itself; else it is a page from which a person has to choose. */
export function givesFile({ url, raw }: ModelSource): boolean {
  return raw !== undefined || !isPage(url)
}

function compareSources(a: ModelSource, b: ModelSource): number {
  return trustRank(a) - trustRank(b) || Number(b.sha256 !== undefined) - Number(a.sha256 !== undefined) || compareText(a.url, b.url) || compareText(JSON.stringify(a), JSON.stringify(b))
}
