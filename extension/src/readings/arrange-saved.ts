import { type Verdict, verdicts } from '@greenlight/shared/report'
import type { SavedWorkflow } from '@greenlight/shared/workflow'

export const sortings = ['worst', 'name', 'newest'] as const
export type Sorting = (typeof sortings)[number]

export interface Arrangement {
  verdict: Verdict | 'all'
  search: string
  sort: Sorting
}

/** The list as the reader wants it. Each word of the search must be somewhere in the path; equal ones stay in the order of their paths. */
export function arrangeSaved(workflows: readonly SavedWorkflow[], { verdict, search, sort }: Arrangement): SavedWorkflow[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '')
  return workflows
    .filter((one) => verdict === 'all' || one.verdict === verdict)
    .filter(({ path }) => words.every((word) => path.toLowerCase().includes(word)))
    .toSorted((one, other) => compare(one, other, sort) || comparePaths(one.path, other.path))
}

function compare(one: SavedWorkflow, other: SavedWorkflow, sort: Sorting): number {
  if (sort === 'newest') return other.modified - one.modified
  if (sort === 'name') return 0
  return verdicts.indexOf(one.verdict) - verdicts.indexOf(other.verdict) || other.blocks - one.blocks
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

function comparePaths(one: string, other: string): number {
  return collator.compare(one, other) || (one < other ? -1 : one > other ? 1 : 0)
}

/** What a person calls a saved workflow: its path below the folder in which ComfyUI keeps them, else the file's name. */
export function savedName(path: string): string {
  const plain = path.replaceAll('\\', '/')
  const below = plain.indexOf('/workflows/', Math.max(0, plain.lastIndexOf('/user/')))
  return below === -1 ? plain.slice(plain.lastIndexOf('/') + 1) : plain.slice(below + '/workflows/'.length)
}
