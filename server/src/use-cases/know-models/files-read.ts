import type { Installed } from '../../core/installed.js'
import { readsAlike } from '../../core/readiness/models/model-index.js'

/** A file on the disk as far as a look-up by hash needs it. */
export interface Placed {
  readonly path: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Model folders that list it, in ComfyUI's order; none outside of ComfyUI. */
  readonly folders: readonly string[]
}

/** Every file of the model folders whose place and size are known. */
export function filesOf({ models }: Pick<Installed, 'models'>): Placed[] {
  const byPath = new Map<string, Placed & { readonly folders: string[] }>()
  for (const [folder, files] of models ?? []) {
    for (const { path, name, size } of files) {
      if (path === null || size === null || size === 0) continue
      const before = byPath.get(path)
      if (before === undefined) byPath.set(path, { path, name, size, folders: [folder] })
      else if (!before.folders.includes(folder)) before.folders.push(folder)
    }
  }
  return [...byPath.values()]
}

/** Whether a loader of this folder reads the file; null: one that may read any. */
export function isReadBy(directory: string | null, { folders }: Pick<Placed, 'folders'>): boolean {
  return folders.length > 0 && (directory === null || folders.some((folder) => readsAlike(directory).includes(folder)))
}
