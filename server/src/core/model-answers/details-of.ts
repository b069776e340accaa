import type { ModelDetails } from '@greenlight/shared/models'
import type { IndexedModel } from '../model-index.js'
import { rowOf } from './row-of.js'

export interface Alike {
  readonly sameContent: readonly string[]
  readonly sameWeights: readonly string[]
}

/** Everything known of one file, with what else has its bytes or its weights. */
export function detailsOf(model: IndexedModel, { sameContent, sameWeights }: Alike, uses?: number): ModelDetails {
  const { facts, claims } = model
  return {
    schema: 'greenlight/model@1',
    model: rowOf(model, uses),
    ...(facts?.tensors == null ? {} : { tensors: facts.tensors, bytesByType: { ...facts.bytesByType } }),
    ...(facts === null || Object.keys(facts.metadata).length === 0 ? {} : { metadata: { ...facts.metadata } }),
    evidence: [...(facts?.evidence ?? [])],
    ...(facts?.pickle == null ? {} : { imports: [...facts.pickle.imports] }),
    sameContent: [...sameContent].sort(),
    sameWeights: [...sameWeights].sort(),
    sources: claims.map(({ url, says, from }) => ({ ...(url === undefined ? {} : { url }), says, from })),
  }
}
