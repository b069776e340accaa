import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelIndexReader } from '../../core/model-index.js'
import type { FileHasher, ModelDisk, ModelKnower } from '../../core/ports.js'
import type { KnowModelsParts } from '../../use-cases/know-models/parts.js'

interface KnowerOptions {
  readonly state: string
  readonly want?: NonNullable<KnowModelsParts['want']>
}

type Index = KnowModelsParts['index']

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
    const disk = createModelDisk()
    const index = lazyIndex(state, disk)
    const hasher = lazyHasher()
    const parts = { index: index.reader, disk, describe: await createDescribeParts(), hasher, ...(want === undefined ? {} : { want }) }
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

/** The index as soon as there is one. Empty until then, but for the user's own folders, which are read from the disk. */
function lazyIndex(state: string, disk: ModelDisk): { reader: Index; close: () => Promise<void> } {
  let opened: Promise<ModelIndexReader> | null = null
  let walked: ReturnType<typeof walkOutside> | null = null
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
      counts: async () => (await open())?.counts() ?? noCounts,
      lacking: async (what, limit) => (await open())?.lacking(what, limit) ?? [],
      outside: async () => (await open())?.outside() ?? (walked ??= walkOutside(state, disk)),
    },
    close: async () => (await opened)?.close(),
  }
}

const noCounts = { files: 0, bytes: 0, described: 0, hashed: 0, corrupt: 0 }

async function walkOutside(state: string, disk: ModelDisk): Promise<{ name: string; path: string; size: number }[]> {
  const { readUserRoots } = await import('../../adapters/files/models/user-roots.js')
  const { pathBelow } = await import('../../core/model-place.js')
  const outside: { name: string; path: string; size: number }[] = []
  for (const root of (await readUserRoots(state)).roots) {
    const take = async (found: readonly { readonly name: string; readonly size: number }[]) => {
      for (const { name, size } of found) outside.push({ name, path: pathBelow(root, name), size })
    }
    await disk.walk({ path: root, from: 'user', folders: [] }, { take })
  }
  return outside
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
