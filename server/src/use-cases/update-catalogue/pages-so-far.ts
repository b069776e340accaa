import type { RegistryKeptPage } from '../../core/ports.js'
import type { RegistryPage } from '../../core/registry.js'

/** A service that always promises more is left at some point. */
const mostPages = 2_000
/** So many pages without any entry in a row are the end, whatever number of pages is told. */
const mostEmpty = 3

/** The pages of one list while it is read. */
export interface PagesSoFar {
  /** The first page that is missing and was not given up, null when there is none. */
  next(): number | null
  add(page: number, value: RegistryPage): RegistryKeptPage
  giveUp(page: number): void
  readonly all: () => readonly RegistryKeptPage[]
  /** Pages from 1 on without a gap. */
  readonly unbroken: () => number
  /** How many pages in a row repeated what was there before. */
  readonly stale: () => number
  /** Packs that came, and all that the service counts. */
  readonly packs: () => number
  readonly total: () => number | null
  /** Nobody told yet how many pages there are. */
  readonly isEndless: () => boolean
}

export function pagesSoFar(before: readonly RegistryKeptPage[]): PagesSoFar {
  const pages = new Map(before.map((page) => [page.page, page]))
  const seen = new Set(before.flatMap(({ packs }) => packs.map(({ id }) => id)))
  const givenUp = new Set<number>()
  const latest = before.at(-1)
  let [last, total, stale, empty] = [latest?.pages ?? null, latest?.total ?? null, 0, 0]
  return {
    next() {
      let page = 1
      while (pages.has(page) || givenUp.has(page)) page += 1
      return page <= Math.min(last ?? mostPages, mostPages) ? page : null
    },
    add(page, value) {
      const isEmpty = value.packs.length + value.unreadable === 0
      empty = isEmpty ? empty + 1 : 0
      if (!isEmpty) stale = value.packs.some(({ id }) => !seen.has(id)) ? 0 : stale + 1
      for (const { id } of value.packs) seen.add(id)
      last = value.pages ?? last
      // Where no number is told, the first page that is empty is the end.
      if (empty === mostEmpty || (isEmpty && last === null)) last = page
      total = value.total ?? total
      const kept = { ...value, page }
      pages.set(page, kept)
      return kept
    },
    giveUp: (page) => void givenUp.add(page),
    all: () => [...pages.values()].sort((a, b) => a.page - b.page),
    unbroken() {
      let page = 0
      while (pages.has(page + 1)) page += 1
      return page
    },
    stale: () => stale,
    packs: () => seen.size,
    total: () => total,
    isEndless: () => last === null,
  }
}
