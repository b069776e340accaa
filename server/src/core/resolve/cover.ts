/** One question: these types want one of these packs. Types with the same packs are one question. */
export interface CoverQuestion {
  readonly types: readonly string[]
  readonly packs: readonly string[]
}

export interface Covers {
  /** False when the bound on work was met: then `covers` is empty and nothing may be concluded. */
  readonly exact: boolean
  /** Every smallest set of packs that answers all questions, each sorted. */
  readonly covers: readonly (readonly string[])[]
}

/** Steps of the search; about 20 ms. A workflow of 120 unknown types in real catalogues needs under 200. */
const maxSteps = 50_000
const maxCovers = 500

/**
 * All smallest sets of packs that answer every question (minimum hitting sets), found by iterative deepening: a set of n is only
 * looked for when no set of n - 1 answers all. Deterministic: questions with fewest packs first, packs in sorted order.
 */
export function smallestCovers(questions: readonly CoverQuestion[]): Covers {
  const ordered = [...questions].sort((a, b) => a.packs.length - b.packs.length || compare(a.types[0] ?? '', b.types[0] ?? ''))
  const budget = { steps: maxSteps }
  for (let size = 0; size <= ordered.length; size++) {
    const found = new Map<string, string[]>()
    extend(ordered, [], size, found, budget)
    if (budget.steps <= 0 || found.size > maxCovers) return { exact: false, covers: [] }
    if (found.size > 0) return { exact: true, covers: [...found.values()] }
  }
  return { exact: false, covers: [] }
}

/** Questions that share no pack have nothing to do with each other: each group is solved by itself. */
export function separate(questions: readonly CoverQuestion[]): CoverQuestion[][] {
  const parts: { packs: Set<string>; questions: CoverQuestion[] }[] = []
  for (const question of questions) {
    const touched = parts.filter(({ packs }) => question.packs.some((pack) => packs.has(pack)))
    const merged = { packs: new Set(question.packs), questions: [question] }
    for (const part of touched) {
      parts.splice(parts.indexOf(part), 1)
      for (const pack of part.packs) merged.packs.add(pack)
      merged.questions.unshift(...part.questions)
    }
    parts.push(merged)
  }
  return parts.map(({ questions: own }) => own)
}

function extend(questions: readonly CoverQuestion[], chosen: readonly string[], left: number, found: Map<string, string[]>, budget: { steps: number }): void {
  if ((budget.steps -= 1) <= 0) return
  const open = questions.find(({ packs }) => !packs.some((pack) => chosen.includes(pack)))
  if (open === undefined) {
    const cover = [...chosen].sort()
    found.set(cover.join('\n'), cover)
    return
  }
  if (left === 0) return
  for (const pack of [...open.packs].sort()) extend(questions, [...chosen, pack], left - 1, found, budget)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
