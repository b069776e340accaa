import type { Duplicates } from '@greenlight/shared/models'
import { findDuplicates } from '../../core/model-answers/duplicates.js'
import type { IndexedModel, ModelIndexReader } from '../../core/model-index.js'

/**
 * Duplicates by content. Only files that share their size with another can be any, so only those must be hashed: `hash` does
 * it, and answers which could not be.
 */
export async function listDuplicates(
  index: Pick<ModelIndexReader, 'bySizes' | 'sharedSizes'>,
  hash: (models: readonly IndexedModel[]) => Promise<void>,
): Promise<Duplicates> {
  const sizes = (await index.sharedSizes()).filter((size) => size > 0)
  const lacking = (await index.bySizes(sizes)).filter(({ digests }) => digests.blake3 === undefined)
  if (lacking.length > 0) await hash(lacking)
  return findDuplicates(await index.bySizes(sizes))
}
