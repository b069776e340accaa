import type { CatalogueView } from '../catalogue-part.js'

/** One pack, with every row of every part that tells of it; rows in order of trust. */
export interface PackGroup {
  /** Repository, else `id:...`. */
  readonly key: string
  readonly rows: readonly { readonly view: CatalogueView; readonly at: number }[]
}

export interface PackGroups {
  /** The pack that a row belongs to. */
  readonly of: (view: CatalogueView, at: number) => PackGroup
  /** The packs that a word means; see `CatalogueView.find`. */
  readonly find: (word: string) => readonly PackGroup[]
}

/** A chain of renamed repositories longer than this is taken for a circle. */
const maxRenames = 4

/**
 * Rows of several parts that mean one pack: same repository, a former address of it, or a registry id that another part binds to
 * it. Two parts that bind one id to two repositories tell of two packs: nobody here can say which is right. Parts in order of trust.
 */
export function groupPacks(views: readonly CatalogueView[]): PackGroups {
  const canonical = new Map<string, string>()
  const groups = new Map<string, PackGroup>()

  /** The repository that the most trusted part gives for a key. */
  function step(key: string): string {
    for (const view of views) {
      const here = view.find(key).map(view.key).filter((found) => !found.startsWith('id:'))
      if (here.includes(key)) return key
      const [first] = here
      if (first !== undefined) return first
    }
    return key
  }

  function canonicalOf(key: string): string {
    const known = canonical.get(key)
    if (known !== undefined) return known
    let at = key
    for (let count = 0; count < maxRenames; count += 1) {
      const next = step(at)
      if (next === at) break
      at = next
    }
    canonical.set(key, at)
    return at
  }

  function groupOf(key: string): PackGroup {
    const known = groups.get(key)
    if (known !== undefined) return known
    const words = new Set([key])
    const rows = new Map<CatalogueView, Set<number>>(views.map((view) => [view, new Set()]))
    // The set grows while it is walked: an alias leads to rows with further aliases.
    for (const word of words) {
      for (const view of views) {
        for (const at of view.find(word)) {
          if (rows.get(view)?.has(at) === true || canonicalOf(view.key(at)) !== key) continue
          rows.get(view)?.add(at)
          words.add(view.key(at))
          for (const alias of view.aliases(at)) words.add(alias)
        }
      }
    }
    const group = { key, rows: views.flatMap((view) => [...(rows.get(view) ?? [])].map((at) => ({ view, at }))) }
    groups.set(key, group)
    return group
  }

  return {
    of: (view, at) => groupOf(canonicalOf(view.key(at))),
    find: (word) => {
      const keys = new Set(views.flatMap((view) => view.find(word).map((at) => canonicalOf(view.key(at)))))
      return [...keys].map(groupOf)
    },
  }
}
