import type { Leftover, Pruned } from '@greenlight/shared/plans'
import { bytesWord } from '../plan/draft/words.js'
import { countOf } from '../readiness/words.js'
import { printable } from './printable.js'
import { withinRoot } from './within-root.js'

const words: Readonly<Record<Leftover['what'], (count: number) => string>> = {
  draft: (count) => `${countOf(count, 'draft')} that nobody approved`,
  part: (count) => `${countOf(count, 'part')} of failed downloads`,
  shelf: (count) => `${countOf(count, 'node pack')} of the shelf that no plan needs`,
  staging: (count) => `${countOf(count, 'staging folder')} of ended plans`,
  'uv-cache': () => "uv's cache",
}

/** `2 drafts that nobody approved and uv's cache, 1.2 GB`; empty where there is nothing. */
export function leftoverSummary({ entries, bytes, more }: Pick<Pruned, 'bytes' | 'entries' | 'more'>): string {
  const kinds = [...new Set(entries.map(({ what }) => what))]
  if (kinds.length === 0) return ''
  const parts = kinds.map((kind) => words[kind](entries.filter(({ what }) => what === kind).length))
  const last = parts.at(-1) ?? ''
  return `${parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`}, ${more ? 'more than ' : ''}${bytesWord(bytes)}`
}

/** One line for each, with what stands against it where something does. */
export function leftoverLines({ entries }: Pick<Pruned, 'entries'>, root: string | null): string[] {
  return entries.map(({ what, bytes, path, problem }) => `${what.padEnd(9)} ${bytesWord(bytes).padStart(9)}  ${printable(withinRoot(path, root))}${problem === undefined ? '' : `  stays: ${printable(problem.message)}`}`)
}
