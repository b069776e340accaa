import { posix } from 'node:path'
import { createTreeNames } from '../../core/tree-names.js'

/** One file of a commit, as `ls-tree -r -l -z` tells it. */
export interface TreeFile {
  readonly kind: 'file' | 'link' | 'submodule'
  readonly object: string
  readonly size: number
  readonly path: string
}

export interface TreeLimits {
  readonly bytes: number
  readonly entries: number
}
export const usualTree: TreeLimits = { bytes: 500_000_000, entries: 20_000 }

/** Null where a line is of another shape. */
export function readTree(text: string): readonly TreeFile[] | null {
  const files: TreeFile[] = []
  for (const line of text.split('\0')) {
    if (line === '') continue
    const [, mode = '', object = '', size = '', path = ''] =
      /^(\d{6}) \w+ ([0-9a-f]{40}) +(\d+|-)\t(.+)$/s.exec(line) ?? []
    const kind = mode === '160000' ? 'submodule' : mode === '120000' ? 'link' : /^100/.test(mode) ? 'file' : null
    if (kind === null) return null
    files.push({ kind, object, size: size === '-' ? 0 : Number(size), path })
  }
  return files
}

/** Why these files must not be written, as a clause; null: they may. `isSafe`: whether a name stays below its folder on every disk. */
export function judgeTree(
  files: readonly TreeFile[],
  isSafe: (path: string) => boolean,
  limits: TreeLimits,
): string | null {
  if (files.length === 0) return 'there are no files in it'
  if (files.length > limits.entries) return `it has more than ${limits.entries} files`
  const bytes = files.reduce((sum, file) => sum + file.size, 0)
  if (bytes > limits.bytes) return `it has ${bytes} bytes, more than ${limits.bytes}`
  const submodules = files.filter(({ kind }) => kind === 'submodule')
  if (submodules.length > 0)
    return `it needs other repositories (submodules): ${submodules
      .slice(0, 5)
      .map(({ path }) => shown(path))
      .join(', ')}`
  const names = createTreeNames()
  for (const { path } of files) {
    if (path.includes('\ufffd') || path.includes('\\') || !isSafe(path))
      return `its file ${shown(path)} has a name that is not safe on every disk`
    const entered = names.enter(path, 'file')
    if (!entered.ok) return `${shown(entered.name)} and ${shown(entered.other)} are one name on some disks`
  }
  return null
}

/** Whether what a link says stays below the pack's folder. */
export function staysInside(link: string, target: string): boolean {
  if (target === '' || target.length > 4096 || /[\0\\:]/.test(target) || target.startsWith('/')) return false
  const to = posix.normalize(posix.join(posix.dirname(link), target))
  return to !== '..' && !to.startsWith('../') && !posix.isAbsolute(to)
}

export function shown(path: string): string {
  return JSON.stringify(path.slice(0, 80)).replace(/[\p{Cf}\u007f-\u009f\p{Surrogate}]/gu, '\ufffd')
}
