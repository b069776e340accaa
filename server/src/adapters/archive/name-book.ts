import type { Budget } from './budget.js'
import { ArchiveRefusal, shown } from './refusal.js'

interface Named {
  readonly name: string
  readonly kind: 'file' | 'folder'
}

/** The names of an archive so far, as the strictest file system would see them. */
export interface NameBook {
  /**
   * Enters a file or folder (`/` separated, no `/` at the end) and answers the folders above it that are new, outermost first; the
   * folder itself is among them. Only folders that no entry tells of are counted here. Refuses what would meet another entry on a disk that folds letter case or Unicode forms.
   */
  enter(name: string, kind: 'file' | 'folder'): readonly string[]
  /** The one top folder that everything lies in; null when there is none. */
  top(): string | null
}

export function createNameBook(budget: Budget): NameBook {
  const seen = new Map<string, Named>()
  const tops = new Set<string>()
  let loose = false
  const enterFolder = (name: string, told: boolean): boolean => {
    const there = seen.get(foldPath(name))
    if (there === undefined) {
      if (!told) budget.entry()
      seen.set(foldPath(name), { name, kind: 'folder' })
      return true
    }
    if (there.name !== name)
      throw new ArchiveRefusal('name-collision', `${shown(name)} and ${shown(there.name)} are one name on some disks`)
    if (there.kind !== 'folder')
      throw new ArchiveRefusal('name-collision', `${shown(name)} is a file and a folder in it`)
    return false
  }
  return {
    enter(name, kind) {
      const parts = name.split('/')
      const above = parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'))
      const fresh = above.filter((folder) => enterFolder(folder, false))
      tops.add(parts[0] ?? '')
      if (kind === 'folder') return enterFolder(name, true) ? [...fresh, name] : fresh
      loose ||= parts.length === 1
      const there = seen.get(foldPath(name))
      if (there !== undefined) {
        const says =
          there.name === name
            ? `${shown(name)} is in it twice`
            : `${shown(name)} and ${shown(there.name)} are one name on some disks`
        throw new ArchiveRefusal('name-collision', says)
      }
      seen.set(foldPath(name), { name, kind: 'file' })
      return fresh
    },
    top: () => (tops.size === 1 && !loose ? ([...tops][0] ?? null) : null),
  }
}

/** One spelling for names that Windows, macOS or a case-folding Linux folder holds for the same: `É`, `é` and `e` + accent; `ß` and `ss`. */
function foldPath(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')
}
