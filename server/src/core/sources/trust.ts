import type { ModelSource } from '@greenlight/shared/report'
import { addressKey, readAddress } from './addresses.js'

/** Who says where a model is to be had, the most trusted first. */
export const trustOrder = [
  { by: 'decision', says: 'what you chose before' },
  { by: 'disk', says: 'the same content on this disk' },
  { by: 'hash', says: 'the hash in the workflow or in a companion file' },
  { by: 'workflow', says: 'the address that the workflow names' },
  { by: 'note', says: 'a link in a note of the workflow' },
  { by: 'catalogue', says: 'a list of models' },
  { by: 'provider', says: 'a look-up at a provider' },
] as const
export type Trust = (typeof trustOrder)[number]['by']

/** `from` of a source as the report has it. */
export function trustOf({ from, sha256 }: Pick<ModelSource, 'from' | 'sha256'>): Trust {
  if ((from === 'workflow' || from === 'companion') && sha256 !== undefined) return 'hash'
  if (from === 'workflow' || from === 'companion') return 'workflow'
  return from === 'decision' || from === 'note' || from === 'catalogue' ? from : 'provider'
}

/** Smaller is more trusted. */
export function trustRank(source: Pick<ModelSource, 'from' | 'sha256'>): number {
  const trust = trustOf(source)
  return trustOrder.findIndex(({ by }) => by === trust)
}

/** One source per file that the addresses name, however they are written; the first of each. */
export function distinctSources(sources: readonly ModelSource[]): ModelSource[] {
  const byKey = new Map<string, ModelSource>()
  for (const source of sources) {
    const key = sourceKey(source)
    if (!byKey.has(key)) byKey.set(key, source)
  }
  return [...byKey.values()]
}

export function sourceKey({ url, raw }: Pick<ModelSource, 'raw' | 'url'>): string {
  const address = readAddress(raw ?? url)
  return address === null ? `other:${url}` : addressKey(address)
}

/** Those that may be offered: in trust order, one per file, without those in doubt. */
export function offersOf(sources: readonly ModelSource[]): ModelSource[] {
  return distinctSources(sources.filter(({ doubt }) => doubt === undefined))
}

/** The host of an address, for people; null when there is none. */
export function hostOf(url: string): string | null {
  return /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? null
}
