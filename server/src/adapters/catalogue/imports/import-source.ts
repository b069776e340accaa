import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { CatalogueSource } from '../../../core/catalogue-part.js'
import type { BlockStore } from '../block-store.js'
import { createKeptSource } from '../kept-source.js'
import { registryFiles } from '../records/read-registry.js'
import { signatureReader } from '../records/read-signatures.js'
import { readImport, stampFolder } from './read-import.js'

/** Catalogues that people imported, by name. One that is being written has a name that begins with a dot. */
export function createImportSource(folder: string, store: BlockStore | null): CatalogueSource {
  const opened = new Map<string, CatalogueSource>()
  const open = (name: string): CatalogueSource => {
    const known = opened.get(name)
    if (known !== undefined) return known
    const here = join(folder, name)
    const found = async () => ({ stamp: await stampFolder(here), build: () => readImport(here) })
    const source = createKeptSource(`import ${here}`, found, store, signatureReader(join(here, registryFiles.nodeTypes)))
    opened.set(name, source)
    return source
  }
  return {
    async read() {
      const names = await listImports(folder)
      for (const name of opened.keys()) if (!names.includes(name)) opened.delete(name)
      const answers = await Promise.all(names.map((name) => open(name).read()))
      return { parts: answers.flatMap(({ parts }) => parts), problems: answers.flatMap(({ problems }) => problems) }
    },
  }
}

/** Names of imports, sorted. */
export async function listImports(folder: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return found.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name).sort()
}
