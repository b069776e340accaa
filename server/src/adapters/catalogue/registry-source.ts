import { join } from 'node:path'
import type { CatalogueSource } from '../../core/catalogue-part.js'
import type { BlockStore } from './block-store.js'
import { stampFolder } from './imports/read-import.js'
import { createKeptSource } from './kept-source.js'
import { readRegistry, registryFiles } from './records/read-registry.js'
import { signatureReader } from './records/read-signatures.js'

/** What the last update kept of the Comfy Registry in this folder. */
export function createRegistrySource(folder: string, store: BlockStore | null): CatalogueSource {
  return createKeptSource(
    `registry ${folder}`,
    async () => ({ stamp: await stampFolder(folder), build: () => readRegistry(folder, { from: 'comfy-registry', label: 'Comfy Registry' }) }),
    store,
    signatureReader(join(folder, registryFiles.nodeTypes)),
  )
}
