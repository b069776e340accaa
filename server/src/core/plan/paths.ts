/** Absolute paths of the machine that applies, in the spelling of their own disk. Pure: nothing here looks at a disk. */

const windows = /^(?:[A-Za-z]:[\\/]|\\\\)/

export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || windows.test(path)
}

/** `names` are single names, or names with `/`; the separator is that of `root`. */
export function joinPath(root: string, ...names: readonly string[]): string {
  const separator = separatorOf(root)
  const below = names.map((name) => (separator === '\\' ? name.replaceAll('/', '\\') : name)).join(separator)
  return root.endsWith(separator) ? root + below : root + separator + below
}

/** `/a/b` -> `/a`, `/a` -> `/`, `C:\a` -> `C:\`. */
export function folderOf(path: string): string {
  const separator = separatorOf(path)
  const at = lastSeparator(path, separator)
  if (at < 0) return path
  return at === path.indexOf(separator) && (at === 0 || /^[A-Za-z]:$/.test(path.slice(0, at))) ? path.slice(0, at + 1) : path.slice(0, at)
}

export function nameOf(path: string): string {
  return path.slice(lastSeparator(path, separatorOf(path)) + 1)
}

/** Whether `path` lies below `root`, steps such as `..` never. Disks of Windows know no letter case. */
export function isBelow(root: string, path: string): boolean {
  const separator = separatorOf(root)
  const [start, spelled] = [root.endsWith(separator) ? root : root + separator, path].map(comparable)
  if (start === undefined || spelled === undefined || spelled.length <= start.length || !spelled.startsWith(start)) return false
  return spelled.slice(start.length).split(separator).every((part) => part !== '' && part !== '.' && part !== '..')
}

/** The same text for the same place, as far as a path tells. */
export function comparable(path: string): string {
  return windows.test(path) ? path.replaceAll('/', '\\').toLowerCase() : path
}

function separatorOf(path: string): '/' | '\\' {
  return windows.test(path) ? '\\' : '/'
}

function lastSeparator(path: string, separator: string): number {
  return Math.max(path.lastIndexOf(separator), separator === '\\' ? path.lastIndexOf('/') : -1)
}
