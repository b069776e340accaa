import { createTreeNames } from '../../core/tree-names.js'
import type { Budget } from './budget.js'
import { ArchiveRefusal, shown } from './refusal.js'

/** The names of an archive so far. */
export interface NameBook {
  /**
   * Answers the folders that are to be made, outermost first; the entry itself is among them when it is one. Only folders that no entry
   * tells of are counted here. Refuses what would meet another entry.
   */
  enter(name: string, kind: 'file' | 'folder'): readonly string[]
  top(): string | null
}

export function createNameBook(budget: Budget): NameBook {
  const names = createTreeNames()
  return {
    enter(name, kind) {
      const entered = names.enter(name, kind)
      if (!entered.ok)
        throw new ArchiveRefusal('name-collision', sentence(entered.why, shown(entered.name), shown(entered.other)))
      for (const _ of entered.fresh) budget.entry()
      return kind === 'folder' && entered.isNew ? [...entered.fresh, name] : entered.fresh
    },
    top: names.top,
  }
}

function sentence(why: 'spelling' | 'two-kinds' | 'twice', name: string, other: string): string {
  if (why === 'twice') return `${name} is in it twice`
  return why === 'two-kinds'
    ? `${name} is a file and a folder in it`
    : `${name} and ${other} are one name on some disks`
}
