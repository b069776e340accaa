import type { ModelFacts } from '../model-facts.js'
import type {
  CompanionClaim,
  Digests,
  FileStamp,
  IndexedModel,
  ModelQuery,
  ModelRoot,
  SampleKeys,
} from '../model-index.js'
import { foldersListing, pathBelow, searchText, searchWords } from '../model-place.js'

/** What the memory index keeps, and how it reads a file out of it. */
export interface MemoryContent {
  readonly id: number
  readonly size: number
  facts: ModelFacts | null
  digests: Partial<Digests>
  keys: SampleKeys
}
export interface MemoryFile {
  readonly id: number
  readonly root: string
  readonly name: string
  stamp: FileStamp
  link: string | null
  content: MemoryContent
  claims: readonly CompanionClaim[]
}
/** A content that left its place, kept until every root was walked: it may turn up at another. */
export interface Departed {
  readonly stamp: FileStamp
  content: MemoryContent
  readonly claims: readonly CompanionClaim[]
  readonly since: number
}

export function readFile(file: MemoryFile, roots: readonly ModelRoot[]): IndexedModel {
  const folders = roots.find(({ path }) => path === file.root)?.folders ?? []
  return {
    id: file.id,
    path: pathBelow(file.root, file.name),
    root: file.root,
    name: file.name,
    folders: foldersListing(folders, file.name),
    link: file.link,
    ...file.stamp,
    facts: file.content.facts,
    digests: { ...file.content.digests },
    keys: { ...file.content.keys },
    claims: file.claims,
  }
}

/** By code point, as databases compare bytes of UTF-8. */
export function compareText(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

export function fits(model: IndexedModel, query: ModelQuery): boolean {
  const place = searchText(model.path)
  return (
    searchWords(query.search ?? '').every((word) => place.includes(word)) &&
    (query.folder === undefined || model.folders.includes(query.folder)) &&
    (query.kind === undefined || model.facts?.kind === query.kind) &&
    (query.family === undefined || model.facts?.family === query.family) &&
    (query.health === undefined || model.facts?.health === query.health)
  )
}

/** `name`: without regard to case first; equals follow by name, then by root. */
export function compareBy(
  sort: ModelQuery['sort'],
  rankOf: (root: string) => number,
): (a: IndexedModel, b: IndexedModel) => number {
  const rest = (a: IndexedModel, b: IndexedModel): number =>
    compareText(searchText(a.name), searchText(b.name)) ||
    compareText(a.name, b.name) ||
    rankOf(a.root) - rankOf(b.root)
  if (sort === 'size' || sort === 'modified') return (a, b) => a[sort] - b[sort] || rest(a, b)
  return rest
}
