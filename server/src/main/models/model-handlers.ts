import { findDuplicates } from '../../core/model-answers/duplicates.js'
import { rowOf } from '../../core/model-answers/row-of.js'
import type { ModelIndexReader, ModelQuery } from '../../core/model-index.js'
import type { Handlers } from '../../http/handlers.js'
import { ProblemError } from '../../problems.js'
import { findModels } from '../../use-cases/answer-models/find-models.js'
import { listByUses } from '../../use-cases/answer-models/list-by-uses.js'
import { showModel } from '../../use-cases/answer-models/show-model.js'
import type { ModelIndexer } from '../model-indexer/start-model-indexer.js'
import type { keepNames } from './kept-names.js'
import { createWorks } from './works.js'

export type ModelHandlers = Pick<Handlers, 'modelDetails' | 'modelDuplicates' | 'models' | 'modelsFind' | 'modelsIndex' | 'modelsStatus' | 'modelsStop'>

export interface ModelHandlerParts {
  readonly index: ModelIndexReader
  readonly keeper: Pick<ModelIndexer, 'run' | 'status' | 'stop'>
  /** Saved workflows that use each file, by its path. */
  readonly uses: () => Promise<ReadonlyMap<string, number>>
  readonly names: Pick<ReturnType<typeof keepNames>, 'get'>
  readonly onFault: (error: unknown) => void
}

const pageLength = { usual: 100, most: 1000 }

/** The questions about model files, bound to the index. */
export function createModelHandlers({ index, keeper, uses, names, onFault }: ModelHandlerParts): ModelHandlers {
  const works = createWorks(keeper, onFault)
  return {
    async models({ query: { sort, order, offset, limit, ...filters } }) {
      const counts = await uses()
      const page = { offset: Number(offset ?? 0), limit: Math.min(Number(limit ?? pageLength.usual), pageLength.most) }
      const descending = order === 'descending'
      const wanted = withoutAbsent(filters)
      const { models, total } =
        sort === 'uses' ? await listByUses(index, counts, { ...wanted, ...page, descending }) : await index.list({ ...wanted, ...page, sort: sort ?? 'name', descending })
      return { schema: 'greenlight/models@1', models: models.map((model) => rowOf(model, counts.get(model.path) ?? 0)), total }
    },
    async modelDetails({ query: { path } }) {
      const details = await showModel(index, path, (await uses()).get(path) ?? 0)
      if (details === null) throw new ProblemError('MODEL_NOT_FOUND', { name: path })
      return details
    },
    async modelDuplicates() {
      const sizes = await index.sharedSizes()
      return findDuplicates(await index.bySizes(sizes.filter((size) => size > 0)))
    },
    modelsFind: ({ query: { asked } }) => findModels(index, asked, names.get),
    modelsIndex: ({ body: { hash = 'needed', full = false, paths = [], sample = [] } }) => works.begin({ hash, full, paths, sample }),
    modelsStatus: works.status,
    async modelsStop() {
      await keeper.stop()
      return works.status()
    },
  }
}

/** An absent filter and one that is undefined are the same to the reader, and not to the types. */
function withoutAbsent(filters: { [K in 'family' | 'folder' | 'health' | 'kind' | 'search']?: ModelQuery[K] | undefined }): ModelQuery {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
}
