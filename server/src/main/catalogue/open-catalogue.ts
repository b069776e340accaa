import { join } from 'node:path'
import { createFolderSource } from '../../adapters/catalogue/folder-source.js'
import { createImportSource } from '../../adapters/catalogue/imports/import-source.js'
import { createRegistrySource } from '../../adapters/catalogue/registry-source.js'
import { catalogueOf } from '../../core/catalogue/catalogue-of.js'
import type { Catalogue } from '../../core/ports.js'
import { createBlockStore } from './block-store.js'

export interface CataloguePlaces {
  /** Folders with ComfyUI-Manager's lists, the most trusted first. */
  readonly folders: readonly string[]
  /** State folder. */
  readonly state: string
  /** Nothing but these folders: a person named them. */
  readonly only: boolean
}

/** The lists of an installed ComfyUI-Manager, then what people imported, then what the last update kept; nothing is fetched. */
export function openCatalogue({ folders, state, only }: CataloguePlaces): Catalogue {
  const store = createBlockStore(state)
  const named = createFolderSource(folders, store)
  if (only) return catalogueOf([named])
  const kept = catalogueFolders(state)
  return catalogueOf([named, createImportSource(kept.imports, store), createRegistrySource(kept.registry, store)])
}

/** Where the state folder keeps catalogues. */
export function catalogueFolders(state: string): { readonly imports: string; readonly registry: string } {
  const folder = join(state, 'catalogue')
  return { imports: join(folder, 'imports'), registry: join(folder, 'comfy-registry') }
}
