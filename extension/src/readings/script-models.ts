import type { Decision } from '@greenlight/shared/decisions'
import type { ModelEntry, ModelSource, WorkflowReport } from '@greenlight/shared/report'
import type { SourceSearch } from '@greenlight/shared/sources'
import { modelDecisionOn } from './choices.js'
import { addressOf, sortSources } from './model-answers.js'

/** A model as a script fetches it. */
export interface ScriptModel {
  name: string
  directory: string | null
  url: string
  sha256?: string
  access?: NonNullable<ModelSource['access']>
}

interface Known {
  decisions: readonly Decision[]
  /** What was searched and found, by the model's name. */
  found: (name: string) => SourceSearch | null
}

/** Models that run and do not lie here, each with one address: the chosen one, else the first of the report, else what a search found for certain. */
export function scriptModels(report: WorkflowReport, known: Known): ScriptModel[] {
  const models = new Map<string, ScriptModel>()
  for (const model of report.models) {
    if (!model.active || model.state === 'present' || model.state === 'downloads-itself') continue
    const source = sourceFor(model, report.workflow.key ?? null, known)
    const { name, directory } = model
    if (source === null) continue
    const { sha256, access } = source
    models.set(`${directory ?? ''}\n${name}`, { name, directory, url: addressOf(source), ...(sha256 === undefined ? {} : { sha256 }), ...(access === undefined ? {} : { access }) })
  }
  return [...models.values()]
}

function sourceFor({ name, directory, sources }: ModelEntry, key: string | null, { decisions, found }: Known): ModelSource | null {
  const decided = modelDecisionOn(name, directory, key, decisions)?.use
  if (decided !== undefined && !('url' in decided)) return null
  if (decided !== undefined) return sources.find((source) => addressOf(source) === decided.url) ?? { url: decided.url, from: 'decision' }
  const search = found(name)
  return sortSources(sources).offered[0] ?? (search?.state === 'FOUND' ? search.source : null)
}
