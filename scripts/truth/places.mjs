import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inRoot } from '../bootstrap/places.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

export const casesFolder = here('cases')
export const catalogueFolder = here('catalogue')
export const realLabelsFile = here('real-labels.yaml')

/** Real workflows and a whole catalogue: extra, beside the clone. Null where there are none. */
export function realFolder() {
  const folder = inRoot('../shared/data')
  return existsSync(folder) ? folder : null
}
