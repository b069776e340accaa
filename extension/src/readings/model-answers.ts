import type { ModelCandidate, ModelEntry, ModelSource, WorkflowReport } from '@greenlight/shared/report'
import type { Row } from './rows.js'

/** Sources that may be chosen, the most trusted first as the report has them, and those that do not fit. */
export interface SortedSources {
  offered: ModelSource[]
  doubted: ModelSource[]
}

/** A source in doubt, or one that was taken down, is shown and never offered. */
export function sortSources(sources: readonly ModelSource[]): SortedSources {
  const fits = ({ doubt, access }: ModelSource): boolean => doubt === undefined && access !== 'removed'
  return { offered: sources.filter(fits), doubted: sources.filter((source) => !fits(source)) }
}

/** The file itself where it is known, else the page about it. */
export function addressOf({ raw, url }: ModelSource): string {
  return raw ?? url
}

/** `huggingface.co`; the address itself where it is none of the web's. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host.replace(/^www\./, '') || url
  } catch {
    return url
  }
}


/** The model that a row is about: all its entries ask for the same name. */
export function modelOf({ subject, nodes }: Pick<Row, 'subject' | 'nodes'>, { models }: WorkflowReport): ModelEntry | null {
  const named = models.filter(({ name }) => name === subject)
  return named.find(({ node }) => node !== null && nodes.includes(node)) ?? named[0] ?? null
}

/** Files that a node can load as they lie; one outside every folder of its loader has to be moved first. */
export function usableFiles(files: readonly ModelCandidate[]): ModelCandidate[] {
  return files.filter(({ widgetValue }) => widgetValue !== null)
}
