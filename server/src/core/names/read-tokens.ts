import type { FacetKind } from './facet-rule.js'
import { facetRules } from './facet-rules.js'

/** One piece of a file name. `number`: digits that no rule explains. */
export interface Token {
  readonly kind: FacetKind | 'number' | 'word'
  /** One text for all spellings. */
  readonly text: string
  /** As the folded name writes it. */
  readonly shown: string
}

const everyRule = new RegExp(facetRules.map(({ pattern }) => `(${pattern})`).join('|'), 'g')
const runs = /\p{N}+|[\p{L}\p{M}]+/gu

/** No file system has longer names; rules and comparisons may be quadratic up to here. */
const longestName = 512

/** The pieces of a folded base name without its ending, in order. */
export function readTokens(whole: string): Token[] {
  const rest = whole.slice(0, longestName)
  const tokens: Token[] = []
  let at = 0
  for (const match of rest.matchAll(everyRule)) {
    if (match.index > at) addPlain(tokens, rest.slice(at, match.index))
    const rule = facetRules[match.findIndex((group, index) => index > 0 && group !== undefined) - 1]
    const [shown] = match
    if (rule !== undefined) tokens.push({ kind: rule.kind, text: meaningOf(rule.means, shown), shown })
    at = match.index + shown.length
  }
  if (at < rest.length) addPlain(tokens, rest.slice(at))
  return tokens
}

function meaningOf(means: string | ((match: string) => string) | undefined, shown: string): string {
  if (means === undefined) return shown.replace(/[ ._-]/g, '')
  return typeof means === 'string' ? means : means(shown)
}

function addPlain(tokens: Token[], text: string): void {
  for (const [shown] of text.matchAll(runs)) {
    const isNumber = /^\d/.test(shown)
    tokens.push({ kind: isNumber ? 'number' : 'word', text: isNumber ? shown.replace(/^0+(?=\d)/, '') : shown, shown })
  }
}
