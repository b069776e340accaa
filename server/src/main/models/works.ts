import type { IndexStatus } from '@greenlight/shared/models'
import { StoppedError } from '../model-indexer/lane.js'
import type { IndexWork, ModelIndexer } from '../model-indexer/start-model-indexer.js'

/** Works that were asked for over HTTP, numbered: who asked can tell when its own has ended. */
export function createWorks(keeper: Pick<ModelIndexer, 'run' | 'status'>, onFault: (error: unknown) => void) {
  const running = new Set<number>()
  let last = 0

  async function status(): Promise<IndexStatus> {
    // Seen before the status is asked: a work that ends meanwhile is told as running once more, never one that runs as ended.
    const working = [...running]
    return { ...(await keeper.status()), working }
  }

  return {
    status,
    async begin(work: IndexWork): Promise<IndexStatus> {
      last += 1
      const mine = last
      running.add(mine)
      void keeper
        .run(work)
        .catch((error: unknown) => {
          if (!(error instanceof StoppedError)) onFault(error)
        })
        .finally(() => running.delete(mine))
      return { ...(await status()), work: mine }
    },
  }
}
