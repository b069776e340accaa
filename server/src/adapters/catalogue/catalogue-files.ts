import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Files of ComfyUI-Manager that tell of packs and models; `nodes` is the Comfy Registry's list as its cache keeps it. */
export const fileKinds = ['custom-node-list', 'extension-node-map', 'github-stats', 'model-list', 'nodes'] as const
export type FileKind = (typeof fileKinds)[number]

export interface CatalogueFile {
  readonly path: string
  readonly size: number
  /** Milliseconds since 1970. */
  readonly modified: number
}

/**
 * As in its repository (`model-list.json`), or as its cache names them: `<hash of the address>_model-list.json`, in some versions
 * with a second `.json`. The registry's list has no file in the repository.
 */
const fileName = /^(?:(?:\d+_)?(custom-node-list|extension-node-map|github-stats|model-list)|\d+_(nodes))\.json(?:\.json)?$/i

/** The catalogue files right in a folder; of several cached copies the newest. */
export async function findCatalogueFiles(folder: string): Promise<ReadonlyMap<FileKind, CatalogueFile>> {
  const names = (await readdir(folder).catch(() => [])).sort()
  const kinds = names.map((name) => ({ path: join(folder, name), kind: kindOf(name) }))
  // All at once: every question asks for them anew.
  const files = await Promise.all(kinds.map(async ({ path, kind }) => ({ path, kind, facts: kind === null ? null : await stat(path).catch(() => null) })))
  const found = new Map<FileKind, CatalogueFile>()
  for (const { path, kind, facts } of files) {
    if (kind === null || facts === null || !facts.isFile()) continue
    const before = found.get(kind)
    if (before === undefined || facts.mtimeMs > before.modified) found.set(kind, { path, size: facts.size, modified: facts.mtimeMs })
  }
  return found
}

/** What a file is by its name alone. */
export function kindOf(name: string): FileKind | null {
  const found = fileName.exec(name)
  const kind = (found?.[1] ?? found?.[2])?.toLowerCase()
  return fileKinds.find((one) => one === kind) ?? null
}
