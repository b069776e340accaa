import type { PlanWarning, Want } from '@greenlight/shared/plans'
import { compareText, listOf } from '../readiness/words.js'
import { openChoice } from './wants/found-wants.js'
import { mostTrustedSources } from './wants/pick-source.js'
import { wantKey } from './want-key.js'

type Download = Extract<Want, { want: 'download-model' }>
type Install = Extract<Want, { want: 'install-node-pack' }>

/**
 * Wants of several workflows as one list, before anything is found out about them: the same file or pack once, for all nodes and node types
 * that ask for it. Where workflows ask for one file from places of equal standing, or for one pack in several versions, none is taken and
 * an OPEN_CHOICE says so.
 */
export function mergeWants(all: readonly Want[]): { readonly wants: readonly Want[]; readonly warnings: readonly PlanWarning[] } {
  const groups = new Map<string, Want[]>()
  for (const want of [...all].sort((a, b) => compareText(wantKey(a), wantKey(b)))) groups.set(causeOf(want), [...(groups.get(causeOf(want)) ?? []), want])
  const merged = [...groups.values()].map(mergeGroup)
  return { wants: merged.flatMap(({ wants }) => wants), warnings: merged.flatMap(({ warnings }) => warnings) }
}

function mergeGroup(group: readonly Want[]): { wants: Want[]; warnings: PlanWarning[] } {
  const downloads = group.filter((want): want is Download => want.want === 'download-model')
  const installs = group.filter((want): want is Install => want.want === 'install-node-pack')
  const [first] = group
  if (downloads.length > 0) return mergeDownloads(downloads)
  if (installs.length > 0) return mergeInstalls(installs)
  if (first === undefined) return { wants: [], warnings: [] }
  if (!('nodes' in first)) return { wants: [first], warnings: [] }
  return { wants: [{ ...first, nodes: distinct(group.flatMap((want) => ('nodes' in want ? want.nodes : []))) }], warnings: [] }
}

function mergeDownloads(same: readonly Download[]) {
  const [first] = same
  const [source, ...others] = mostTrustedSources(same.map((want) => want.source))
  // A source in doubt is only ever taken where the person named it alone.
  const taken = source ?? (same.length === 1 ? first?.source : undefined)
  if (first === undefined || taken === undefined || others.length > 0) {
    const places = listOf(distinct(same.map((want) => want.source.url)))
    return { wants: [], warnings: [openChoice(first?.name ?? '', `${first?.name ?? ''} is asked for from several places: ${places}.`, 'Choose one; nothing of it is in this plan.')] }
  }
  return { wants: [{ ...first, source: taken, nodes: distinct(same.flatMap(({ nodes }) => nodes)) }], warnings: [] }
}

function mergeInstalls(same: readonly Install[]) {
  const [first] = same
  const words = distinct(same.map(({ pack }) => pack))
  if (first === undefined || words.length > 1) {
    const name = first?.title ?? first?.pack ?? ''
    return { wants: [], warnings: [openChoice(name, `${name} is asked for in several versions: ${listOf(words)}.`, 'Choose one; nothing of it is in this plan.')] }
  }
  return { wants: [{ ...first, types: distinct(same.flatMap(({ types }) => types)) }], warnings: [] }
}

function causeOf(want: Want): string {
  switch (want.want) {
    case 'download-model':
      return JSON.stringify([want.want, want.directory, want.name])
    case 'install-node-pack':
      return JSON.stringify([want.want, want.pack.replace(/@[^@/]*$/, ''), want.conflict ?? '', want.filesOnly ?? false])
    case 'adopt-model':
    case 'link-model':
    case 'move-model':
      return JSON.stringify([want.want, want.from, want.directory, want.name])
    default:
      return wantKey(want)
  }
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText)
}
