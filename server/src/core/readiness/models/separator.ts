import type { Installed } from '../../installed.js'

/**
 * The separator that the installation's own lists use inside names: `\` on Windows. Null when nothing tells, as with a
 * server elsewhere whose lists hold no sub-folder.
 */
export function separatorOf({ root, models }: Installed): '/' | '\\' | null {
  if (root !== null) return isWindowsPath(root) ? '\\' : '/'
  for (const files of models?.values() ?? []) {
    const path = files.find((file) => file.path !== null)?.path
    if (path != null) return isWindowsPath(path) ? '\\' : '/'
  }
  return null
}

function isWindowsPath(path: string): boolean {
  return /^(?:[A-Za-z]:|\\\\)/.test(path)
}
