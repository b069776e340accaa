/** The names of a tree of files so far, as the strictest file system would see them. */
export interface TreeNames {
  /**
   * Enters a file or folder (`/` separated, no `/` at the end). `fresh`: the folders above it that no entry told of, outermost first; a
   * folder itself is told by `isNew`. Not ok: another entry stands there on a disk that folds letter case or Unicode forms.
   */
  enter(name: string, kind: 'file' | 'folder'): EnteredName
  /** The one top folder that everything lies in; null when there is none. */
  top(): string | null
}
export type EnteredName =
  | { readonly ok: true; readonly fresh: readonly string[]; readonly isNew: boolean }
  | {
      readonly ok: false
      readonly why: 'spelling' | 'two-kinds' | 'twice'
      readonly name: string
      readonly other: string
    }

interface Named {
  readonly name: string
  readonly kind: 'file' | 'folder'
}

export function createTreeNames(): TreeNames {
  const seen = new Map<string, Named>()
  const tops = new Set<string>()
  let loose = false
  /** Null when it is new, else what stands there. */
  const put = (name: string, kind: Named['kind']): Named | null => {
    const key = foldTreePath(name)
    const there = seen.get(key) ?? null
    if (there === null) seen.set(key, { name, kind })
    return there
  }
  return {
    enter(name, kind) {
      const parts = name.split('/')
      const fresh: string[] = []
      for (const folder of parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'))) {
        const there = put(folder, 'folder')
        if (there === null) fresh.push(folder)
        else if (there.name !== folder) return { ok: false, why: 'spelling', name: folder, other: there.name }
        else if (there.kind === 'file') return { ok: false, why: 'two-kinds', name: folder, other: folder }
      }
      tops.add(parts[0] ?? '')
      loose ||= kind === 'file' && parts.length === 1
      const there = put(name, kind)
      if (there === null) return { ok: true, fresh, isNew: true }
      if (there.name !== name) return { ok: false, why: 'spelling', name, other: there.name }
      if (there.kind !== kind) return { ok: false, why: 'two-kinds', name, other: name }
      return kind === 'folder' ? { ok: true, fresh, isNew: false } : { ok: false, why: 'twice', name, other: name }
    },
    top: () => (tops.size === 1 && !loose ? ([...tops][0] ?? null) : null),
  }
}

/** One spelling for names that Windows, macOS or a case-folding Linux folder holds for the same: `É`, `é` and `e` + accent; `ß` and `ss`. */
function foldTreePath(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')
}
