import { baseOf, folderOf, foldText } from './fold-text.js'
import { readTokens, type Token } from './read-tokens.js'
import { piecesOf, sortedKey, spacedStem, stemKey } from './stem.js'

/** One name taken apart once; what costs is read when first asked for. */
export interface NameReading {
  readonly name: string
  readonly folded: string
  readonly base: string
  /** The base name without endings and copy marks. */
  readonly rest: string
  readonly folder: string
  readonly ending: string
  readonly marked: boolean
  /** Letters and digits without separators, and the same with the runs sorted. */
  readonly compact: string
  readonly sorted: string
  readonly key: string
  readonly spaced: string
  tokens(): readonly Token[]
}

/** Any text; a path in any spelling. */
export function readName(name: string): NameReading {
  const folded = foldText(name)
  const { rest, ending, marked } = piecesOf(folded)
  const spaced = spacedStem(rest)
  let tokens: readonly Token[] | null = null
  return {
    name,
    folded,
    base: baseOf(folded),
    rest,
    folder: folderOf(folded),
    ending,
    marked,
    compact: spaced.replaceAll(' ', ''),
    sorted: sortedKey(spaced),
    key: stemKey(spaced),
    spaced,
    tokens: () => (tokens ??= readTokens(rest)),
  }
}
