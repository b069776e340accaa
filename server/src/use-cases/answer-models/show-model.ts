import type { ModelDetails } from '@greenlight/shared/models'
import { detailsOf } from '../../core/model-answers/details-of.js'
import { hashKey, type IndexedModel, type ModelIndexReader } from '../../core/model-index.js'

type Index = Pick<ModelIndexReader, 'byFingerprints' | 'byHashes' | 'byPaths'>

/** Everything known of one file; null where the index has none at this path. */
export async function showModel(index: Index, path: string, uses?: number): Promise<ModelDetails | null> {
  const model = (await index.byPaths([path])).get(path)
  return model === undefined ? null : detailsOf(model, await alike(index, model), uses)
}

async function alike(index: Index, { path, digests, facts }: IndexedModel) {
  const asked = digests.blake3 === undefined ? null : ({ type: 'blake3', value: digests.blake3 } as const)
  const same = asked === null ? [] : ((await index.byHashes([asked])).get(hashKey(asked)) ?? [])
  const fingerprint = facts?.fingerprint ?? null
  const weights = fingerprint === null ? [] : ((await index.byFingerprints([fingerprint])).get(fingerprint) ?? [])
  const others = (models: readonly IndexedModel[]) => models.map((one) => one.path).filter((one) => one !== path)
  const sameContent = others(same)
  return { sameContent, sameWeights: others(weights).filter((one) => !sameContent.includes(one)) }
}
