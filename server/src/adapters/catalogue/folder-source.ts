import type { CatalogueSource } from '../../core/catalogue-part.js'
import type { BlockStore } from './block-store.js'
import { findCopies, stampOf } from './find-copies.js'
import { createKeptSource } from './kept-source.js'
import { readFolders } from './lists/read-folders.js'

/** ComfyUI-Manager's lists in these folders, the most trusted first. Read when first asked and again only when size or time changed. */
export function createFolderSource(folders: readonly string[], store: BlockStore | null): CatalogueSource {
  return createKeptSource(
    `lists ${folders.join('\n')}`,
    async () => {
      const copies = await findCopies(folders)
      return { stamp: stampOf(copies), build: () => readFolders(copies, { from: 'manager' }) }
    },
    store,
  )
}
