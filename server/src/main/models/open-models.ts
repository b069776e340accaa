import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Adoption, IndexStatus } from '@greenlight/shared/models'
import { createModelDisk } from '../../adapters/files/models/model-disk.js'
import { addUserRoot, removeUserRoot } from '../../adapters/files/models/user-roots.js'
import { createFileHasher } from '../../adapters/hashing/file-hasher.js'
import { openModelIndex } from '../../adapters/sqlite/open-model-index.js'
import type { ModelIndexReader } from '../../core/model-index.js'
import type { FileHasher } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'
import { adoptModel } from '../../use-cases/answer-models/adopt-model.js'
import { createDescribeParts } from '../model-indexer/describe-parts.js'
import type { IndexWork, ModelIndexerOptions } from '../model-indexer/start-model-indexer.js'
import { startModelIndexer } from '../model-indexer/start-model-indexer.js'
import type { Place } from '../place.js'
import { findRunningSidecar } from '../running-sidecar.js'
import { rootsOf, statusWithRoots } from './model-roots.js'
import { remoteIndexer } from './remote-indexer.js'

interface OpenOptions {
  readonly state: string
  readonly place: Place
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly publish: ModelIndexerOptions['publish']
  readonly onStatus: (status: IndexStatus) => void
}

export interface OpenModels {
  readonly index: ModelIndexReader
  readonly hasher: FileHasher
  /** Answers when the work is done; with `follow` the folders are followed until `close`. */
  readonly run: (work: IndexWork) => Promise<IndexStatus>
  readonly adopt: (path: string) => Promise<Adoption>
  /** PATH_NOT_FOUND where there is no such folder. */
  readonly addRoot: (folder: string) => Promise<void>
  /** False where it was not there. */
  readonly forgetRoot: (folder: string) => Promise<boolean>
  /** An argument that is the path of a file, here or in the index, made absolute; anything else as it is. */
  readonly absolute: (asked: string) => Promise<string>
  readonly close: () => Promise<void>
}

/** The model index for one command: kept by the sidecar that serves this state folder, else by this process. */
export async function openModels({ state, place, env, signal, publish, onStatus }: OpenOptions, follow: boolean): Promise<OpenModels> {
  const roots = () => rootsOf(place, state)
  const running = await findRunningSidecar({ env, data: state })
  const keeper = running === null ? local() : { ...remoteIndexer({ ...running.access, signal, onStatus }), close: async () => undefined }
  const [index, hasher] = [await openModelIndex({ folder: state, mode: 'read' }), await createFileHasher()]

  function local() {
    const indexer = startModelIndexer({ state, roots, publish, follow, what: 'greenlight models' })
    signal.addEventListener('abort', () => void indexer.stop().catch(() => undefined), { once: true })
    return { ...indexer, status: () => statusWithRoots(state, indexer.status()) }
  }

  return {
    index,
    hasher,
    async run(work) {
      await keeper.run(work)
      signal.throwIfAborted()
      return keeper.status()
    },
    adopt: async (path) => adoptModel({ disk: createModelDisk(), describe: await createDescribeParts(), hasher, index, roots: await roots(), join }, path),
    async addRoot(folder) {
      const path = resolve(folder)
      const found = await stat(path).catch(() => null)
      if (found?.isDirectory() !== true) throw new ProblemError('PATH_NOT_FOUND', { path })
      await addUserRoot(state, path)
    },
    forgetRoot: (folder) => removeUserRoot(state, resolve(folder)),
    async absolute(asked) {
      const path = resolve(asked)
      const known = (await index.byPaths([path])).has(path) || (await stat(path).catch(() => null)) !== null
      return known ? path : asked
    },
    async close() {
      await Promise.all([keeper.close(), index.close(), hasher.close()])
    },
  }
}
