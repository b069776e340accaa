import type { ModelDisk } from '../../../core/ports.js'
import { openModel } from './open-model.js'
import { stampAt } from './stamp.js'
import { walkModels } from './walk-models.js'

/** The disk below model roots. All calls are synchronous underneath: it belongs into a worker thread, single stamps and opens apart. */
export function createModelDisk(): ModelDisk {
  return { walk: (root, options) => walkModels(root, options), stamp: (path) => Promise.resolve(stampAt(path)), open: openModel }
}
