import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

export type CatalogueKind = 'extension-node-map' | 'custom-node-list'

export interface CatalogueFile {
  readonly path: string
  readonly size: number
  readonly modified: number
}

/** As in the Manager's repository, or as its cache names it: `<hash of the address>_extension-node-map.json`. */
const fileName = /^(?:\d+_)?(extension-node-map|custom-node-list)\.json(?:\.json)?$/

/** The catalogue files right in a folder; of several cached copies the newest. */
export async function findCatalogueFiles(folder: string): Promise<ReadonlyMap<CatalogueKind, CatalogueFile>> {
  const names = (await readdir(folder).catch(() => [])).sort()
  const found = new Map<CatalogueKind, CatalogueFile>()
  for (const name of names) {
    const kind = kindOf(name)
    if (kind === null) continue
    const path = join(folder, name)
    const facts = await stat(path).catch(() => null)
    if (facts === null || !facts.isFile()) continue
    const before = found.get(kind)
    if (before === undefined || facts.mtimeMs > before.modified)
      found.set(kind, { path, size: facts.size, modified: facts.mtimeMs })
  }
  return found
}

function kindOf(name: string): CatalogueKind | null {
  const kind = fileName.exec(name)?.[1]
  return kind === 'extension-node-map' || kind === 'custom-node-list' ? kind : null
}
