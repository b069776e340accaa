import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { HashAsked, ModelIndexReader } from '../../core/model-index.js'
import type { FileHasher, ModelKnower } from '../../core/ports.js'

interface KnowerOptions {
  readonly state: string
  readonly want?: (paths: readonly string[], hashes: readonly HashAsked[]) => void
}

type Index = Pick<ModelIndexReader, 'byHashes' | 'byPaths' | 'outside'>

/**
 * What is known of model contents, from the index of the state folder and from the files. Everything it needs is loaded when
 * the first model is asked about: a check of a workflow without models, and a start, do not pay for the database.
 */
export function openKnower({ state, want }: KnowerOptions): ModelKnower & { close(): Promise<void> } {
  let opened: Promise<{ knower: ModelKnower; close: () => Promise<void> }> | null = null

  async function open() {
    const [{ createModelKnower }, { createModelDisk }, { createDescribeParts }] = await Promise.all([
      import('../../use-cases/know-models/know-models.js'),
      import('../../adapters/files/models/model-disk.js'),
      import('../model-indexer/describe-parts.js'),
    ])
    const index = lazyIndex(state)
    const hasher = lazyHasher()
    const parts = { index: index.reader, disk: createModelDisk(), describe: await createDescribeParts(), hasher, ...(want === undefined ? {} : { want }) }
    return {
      knower: createModelKnower(parts),
      close: async () => {
        await Promise.all([index.close(), hasher.close()])
      },
    }
  }

  return {
    async know(references, installed) {
      opened ??= open()
      return (await opened).knower.know(references, installed)
    },
    close: async () => (await opened)?.close(),
  }
}

/** The index as soon as there is one; empty until then. */
function lazyIndex(state: string): { reader: Index; close: () => Promise<void> } {
  let opened: Promise<ModelIndexReader> | null = null
  async function open(): Promise<ModelIndexReader | null> {
    const { indexFile } = await import('../../adapters/sqlite/index-file.js')
    if (opened === null && !existsSync(join(state, indexFile))) return null
    opened ??= import('../../adapters/sqlite/open-model-index.js').then(({ openModelIndex }) => openModelIndex({ folder: state, mode: 'read' }))
    return opened
  }
  return {
    reader: {
      byHashes: async (asked) => (await open())?.byHashes(asked) ?? new Map(),
      byPaths: async (paths) => (await open())?.byPaths(paths) ?? new Map(),
      outside: async () => (await open())?.outside() ?? [],
    },
    close: async () => (await opened)?.close(),
  }
}

function lazyHasher(): Pick<FileHasher, 'close' | 'digest'> {
  let opened: Promise<FileHasher> | null = null
  return {
    async digest(path, options) {
      opened ??= import('../../adapters/hashing/file-hasher.js').then(({ createFileHasher }) => createFileHasher())
      return (await opened).digest(path, options)
    },
    close: async () => (await opened)?.close(),
  }
}
