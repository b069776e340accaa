import type { Stamp } from '@greenlight/shared/plan-effects'

/** A file with what is in it. `path` absolute. */
export interface FileFact {
  readonly path: string
  /** Bytes. */
  readonly size?: number | undefined
  /** `sha256:<64 hex>`. */
  readonly sha256?: string | undefined
}

/** The difference between what a path was and what it is, as a sentence; null: none. */
export function differenceOf(path: string, was: Stamp, is: Stamp): string | null {
  if (was.is === 'absent') return is.is === 'absent' ? null : `${path} is there now`
  if (is.is === 'absent') return `${path} is not there any more`
  if (was.is !== is.is) return `${path} is ${nameOf(is)} now, not ${nameOf(was)}`
  if (was.is === 'file' && is.is === 'file') return was.size === is.size && was.modifiedMs === is.modifiedMs ? null : `${path} was changed (${was.size} bytes before, ${is.size} now)`
  if (was.is === 'folder' && is.is === 'folder') return was.digest === is.digest ? null : `${path} holds other files than before`
  if (was.is === 'link' && is.is === 'link') return was.target === is.target ? null : `${path} leads to ${is.target} now`
  return null
}

/** What happened below a folder since its files were these. Sorted. */
export function compareFiles(were: readonly FileFact[], are: readonly FileFact[]): { readonly added: readonly string[]; readonly changed: readonly string[]; readonly missing: readonly string[] } {
  const before = new Map(were.map((one) => [one.path, one]))
  const now = new Map(are.map((one) => [one.path, one]))
  return {
    added: [...now.keys()].filter((path) => !before.has(path)).sort(),
    changed: [...before].filter(([path, one]) => !sameFile(one, now.get(path))).map(([path]) => path).sort(),
    missing: [...before.keys()].filter((path) => !now.has(path)).sort(),
  }
}

function sameFile(one: FileFact, other: FileFact | undefined): boolean {
  return other === undefined || (one.size === other.size && one.sha256 === other.sha256)
}

function nameOf({ is }: Stamp): string {
  return is === 'other' ? 'something else' : `a ${is}`
}
