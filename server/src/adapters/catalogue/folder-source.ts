import type { CatalogueSource } from '../../core/catalogue-part.js'
import type { BlockStore } from './block-store.js'
import { type CatalogueFile, fileKinds, type FileKind, findCatalogueFiles } from './catalogue-files.js'
import { createKeptSource } from './kept-source.js'
import { type Copies, readFolders } from './lists/read-folders.js'

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

export async function findCopies(folders: readonly string[]): Promise<Copies> {
  const found = await Promise.all(folders.map(findCatalogueFiles))
  return new Map<FileKind, CatalogueFile[]>(fileKinds.map((kind) => [kind, found.flatMap((files) => files.get(kind) ?? [])]))
}

export function stampOf(copies: Copies): string {
  return [...copies.values()].flat().map(({ path, size, modified }) => `${path} ${size} ${modified}`).join('\n')
}
