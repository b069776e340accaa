import type { RootFolder } from './model-index.js'

/** Places of model files: a root in the disk's own spelling, and below it a name with `/`. */

const windows = /^[A-Za-z]:[\\/]|^\\\\/

/** Absolute path of a file below a root, in the spelling of that root's disk. */
export function pathBelow(root: string, name: string): string {
  const separator = windows.test(root) ? '\\' : '/'
  const below = separator === '\\' ? name.replaceAll('/', '\\') : name
  return ended(root, separator) + below
}

/** The name of a path below a root; null where it lies elsewhere. On Windows either slash will do, and any case of the root. */
export function nameBelow(root: string, path: string): string | null {
  const windowsLike = windows.test(root)
  const start = windowsLike ? ended(root.replaceAll('/', '\\'), '\\') : ended(root, '/')
  const spelled = windowsLike ? path.replaceAll('/', '\\') : path
  const met = spelled.slice(0, start.length)
  if (spelled.length === start.length || (met !== start && !(windowsLike && met.toLowerCase() === start.toLowerCase())))
    return null
  const name = spelled.slice(start.length)
  return windowsLike ? name.replaceAll('\\', '/') : name
}

function ended(root: string, separator: string): string {
  return root.endsWith(separator) ? root : root + separator
}

/** Lower case and with the point, as ComfyUI compares it; empty for `.hidden` and for a name without one. */
export function endingOf(name: string): string {
  const base = baseOf(name)
  const point = base.lastIndexOf('.')
  return point > 0 ? base.slice(point).toLowerCase() : ''
}

/** Model folders of a root that list this file, in their order. */
export function foldersListing(folders: readonly RootFolder[], name: string): string[] {
  return folders.filter(({ accepts }) => lists(accepts, name)).map((folder) => folder.name)
}

function lists(accepts: RootFolder['accepts'], name: string): boolean {
  if (accepts === 'any') return true
  return accepts === 'diffusers' ? baseOf(name) === diffusersFile : accepts.has(endingOf(name))
}

/** The file that makes a folder a diffusers model. */
export const diffusersFile = 'model_index.json'

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

/** How paths and searched words are compared: any case, either slash, however accents are written. */
export function searchText(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('\\', '/')
}

/** Words that must all be met. */
export function searchWords(search: string): string[] {
  return searchText(search)
    .split(/\s+/)
    .filter((word) => word !== '')
}
