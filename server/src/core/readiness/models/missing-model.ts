import type { ModelEntry, ModelSource } from '@greenlight/shared/report'
import { hostOf, offersOf, sourceKey, trustRank } from '../../sources/trust.js'
import type { Cause } from '../cause.js'
import { listOf } from '../words.js'
import { widgetOf } from './widget-of.js'

type Told = Pick<Cause, 'fix' | 'kind' | 'message' | 'next'>

/** A model that is nowhere here: where it is to be had, as far as an offer is sure enough to be one. */
export function missingModel(entry: ModelEntry): Told {
  const folder = entry.directory === null ? '' : ` (${entry.directory})`
  const message = (): string => `${entry.name}${folder} is nowhere here.`
  return { kind: 'model-missing', message, ...nextStep(entry) }
}

function nextStep(entry: ModelEntry): Pick<Told, 'fix' | 'next'> {
  const noted = offersOf(entry.sources.filter(({ from }) => from === 'note'))
  const listed = mostTrusted(offersOf(entry.sources.filter(({ from }) => from !== 'note')))
  const [source] = listed
  if (source !== undefined && isSurerThan(noted, listed)) return fromListed(entry, listed, source)
  if (noted.length > 0 && entry.directory !== null) {
    const links = listOf([...noted, ...listed].map(({ url }) => url))
    return {
      fix: 'choose-model',
      next: () => `A note in the workflow links to a file of this name: say whether ${links} is meant.`,
    }
  }
  return withoutOffer(entry)
}

function fromListed(
  entry: ModelEntry,
  listed: readonly ModelSource[],
  source: ModelSource,
): Pick<Told, 'fix' | 'next'> {
  const who = source.from === 'catalogue' ? 'the list of models' : 'the workflow'
  if (listed.length > 1)
    return {
      fix: 'choose-model',
      next: () => `Choose one of the ${listed.length} places from which ${who} says it is to be had.`,
    }
  const { url } = source
  if (entry.directory === null)
    return { fix: null, next: () => `${capital(who)} names ${url}; find out which model folder its node reads.` }
  return {
    fix: 'download-model',
    next: () => `Download it from ${hostOf(source.raw ?? url) ?? url} into ${entry.directory}.`,
  }
}

function withoutOffer(entry: ModelEntry): Pick<Told, 'fix' | 'next'> {
  const doubtful = entry.sources.find(({ doubt }) => doubt !== undefined)
  const into = entry.directory ?? 'the folder its node reads'
  if (doubtful !== undefined) {
    return {
      fix: null,
      next: () =>
        `Look whether ${doubtful.url} is meant (${(doubtful.doubt ?? '').replace(/\.$/, '')}), and put the right file into ${into}.`,
    }
  }
  return {
    fix: null,
    next: ({ nodes }) => `Put the file into ${into}, or choose another model in ${widgetOf(entry, nodes)}.`,
  }
}

/** The workflow's own lists are surer than its notes; a list of models is, where no note says otherwise. */
function isSurerThan(noted: readonly ModelSource[], listed: readonly ModelSource[]): boolean {
  if (noted.length === 0 || listed.some(({ from }) => from !== 'catalogue')) return true
  const keys = new Set(listed.map(sourceKey))
  return listed.length === 1 && noted.every((source) => keys.has(sourceKey(source)))
}

function mostTrusted(offers: readonly ModelSource[]): ModelSource[] {
  const least = Math.min(...offers.map(trustRank))
  return offers.filter((source) => trustRank(source) === least)
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
