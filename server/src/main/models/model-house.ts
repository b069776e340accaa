import { openModelIndex } from '../../adapters/sqlite/open-model-index.js'
import { type ModelIndexerOptions, startModelIndexer } from '../model-indexer/start-model-indexer.js'
import type { Place } from '../place.js'
import { keepNames } from './kept-names.js'
import { createModelHandlers, type ModelHandlerParts } from './model-handlers.js'
import { rootsOf, statusWithRoots } from './model-roots.js'

interface HouseOptions extends Pick<ModelHandlerParts, 'uses'> {
  readonly state: string
  readonly place: Place
  readonly publish: ModelIndexerOptions['publish']
  readonly onFault: (error: unknown) => void
}

/** The model index as the sidecar keeps it: one worker that writes, one reader that answers. */
export async function openModelHouse({ state, place, publish, uses, onFault }: HouseOptions) {
  const index = await openModelIndex({ folder: state, mode: 'read' })
  const names = keepNames(index)
  const indexer = startModelIndexer({ state, roots: () => rootsOf(place, state), publish: told, follow: true, what: 'greenlight serve', onFault })

  function told(event: Parameters<typeof publish>[0]): void {
    if (event.kind === 'models-changed') names.forget()
    publish(event)
  }

  return {
    indexer,
    handlers: createModelHandlers({ index, keeper: { ...indexer, status: () => statusWithRoots(state, indexer.status()) }, uses, names, onFault }),
    async close(): Promise<void> {
      await indexer.close()
      names.forget()
      await index.close()
    },
  }
}
