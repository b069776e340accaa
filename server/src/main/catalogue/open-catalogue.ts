import { createFolderSource } from '../../adapters/catalogue/folder-source.js'
import { catalogueOf } from '../../core/catalogue/catalogue-of.js'
import type { Catalogue } from '../../core/ports.js'
import { createBlockStore } from './block-store.js'

export interface CataloguePlaces {
  /** Folders with ComfyUI-Manager's lists, the most trusted first. */
  readonly folders: readonly string[]
  /** State folder. */
  readonly state: string
}

export function openCatalogue({ folders, state }: CataloguePlaces): Catalogue {
  return catalogueOf([createFolderSource(folders, createBlockStore(state))])
}
