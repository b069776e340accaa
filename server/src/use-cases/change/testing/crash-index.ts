import { join } from 'node:path'
import Database from 'better-sqlite3'
import { indexFile } from '../../../adapters/sqlite/index-file.js'
import { acquireIndexLock } from '../../../adapters/sqlite/index-lock.js'
import { openModelIndex } from '../../../adapters/sqlite/open-model-index.js'
import { createMemoryModelIndex } from '../../../core/testing/memory-model-index.js'
import type { ModelIndex, ModelRoot } from '../../../core/model-index.js'
import { contentsOf, indexTree } from '../../../main/model-indexer/testing/index-tree.js'

/** The model index of a crash world: what a start does with it, and what must be true of it afterwards. */
export function openCrashIndex(state: string, models: string) {
  const roots: readonly ModelRoot[] = [{ path: models, from: 'comfyui', folders: [{ name: 'any', accepts: 'any' }] }]
  const withIndex = async <T>(act: (index: ModelIndex) => Promise<T>): Promise<T> => {
    const lock = acquireIndexLock(state, 'a crash')
    if (!lock.ok) throw new Error('the index is taken')
    const index = await openModelIndex({ folder: state, mode: 'write' })
    try {
      return await act(index)
    } finally {
      await index.close()
      lock.release()
    }
  }
  return {
    scan: () => withIndex((index) => indexTree(index, { roots, hash: false })),
    /** After a scan: what is wrong with the file itself, or with what it says of the models. */
    async faults(): Promise<string[]> {
      const file = new Database(join(state, indexFile), { readonly: true })
      const whole = file.pragma('quick_check', { simple: true })
      file.close()
      const fresh = createMemoryModelIndex()
      await indexTree(fresh, { roots, hash: false })
      const [kept, wanted] = [await withIndex(contentsOf), await contentsOf(fresh)]
      return [...(whole === 'ok' ? [] : [`quick_check says ${String(whole)}`]), ...(JSON.stringify(kept) === JSON.stringify(wanted) ? [] : ['it is not what a fresh scan finds'])]
    },
  }
}
