import type { IndexedModel, ModelIndexReader, ModelQuery } from '../../core/model-index.js'

/**
 * A page of files in the order of how many saved workflows use them, equal ones by name. The index does not know uses, so
 * the whole list is ordered here: about a second for 100,000 files.
 */
export async function listByUses(
  index: Pick<ModelIndexReader, 'list'>,
  uses: ReadonlyMap<string, number>,
  { offset = 0, limit, descending = true, ...filters }: ModelQuery,
): Promise<{ models: readonly IndexedModel[]; total: number }> {
  const { models, total } = await index.list({ ...filters, sort: 'name' })
  const sign = descending ? -1 : 1
  const ordered = [...models].sort((a, b) => sign * ((uses.get(a.path) ?? 0) - (uses.get(b.path) ?? 0)))
  return { models: ordered.slice(offset, limit === undefined ? undefined : offset + limit), total }
}
