import { readdirSync } from 'node:fs'
import type { ModelDisk } from '../../../core/ports.js'
import { createScratch, openModel, type Scratch } from './open-model.js'
import { stampAt } from './stamp.js'
import { walkModels } from './walk-models.js'

/** What the readers of companion files ask beside the port. */
export interface FolderNames {
  /** Base names of all that lies in a folder, in no order; none where it cannot be read. */
  list(folder: string): readonly string[]
}

/**
 * The disk below model roots. All calls are synchronous underneath: it belongs into a worker thread, single stamps and opens apart.
 * `thrifty`: for file after file; then what `read` answers is only good until that file is closed.
 */
export function createModelDisk({ thrifty = false } = {}): ModelDisk & FolderNames {
  const scratch: Scratch = thrifty ? createScratch() : { bytes: null }
  return { walk: (root, options) => walkModels(root, options), stamp: (path) => Promise.resolve(stampAt(path)), open: (path) => openModel(path, scratch), list }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
