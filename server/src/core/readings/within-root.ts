import { isBelow } from '../plan/paths.js'

/** A path for reading: below the root of the installation without it, in the spelling of its own disk; any other as it is. */
export function withinRoot(path: string, root: string | null): string {
  return root !== null && isBelow(root, path) ? path.slice(root.length).replace(/^[\\/]+/, '') : path
}
