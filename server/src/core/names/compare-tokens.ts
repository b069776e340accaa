import { compareLetters, type KnowsWord } from './compare-letters.js'
import { type Difference, sayInstead, type Weight } from './difference.js'
import type { Token } from './read-tokens.js'

export interface TokenComparison {
  readonly differences: readonly Difference[]
  /** Letters and digits without a partner, as a share of all, 0..1. */
  readonly unmatched: number
}

/** Letters that a facet without a partner counts for; its weight says the rest. */
const facetCost = 2

type Group = 'letters' | 'number' | 'quantisation' | 'rank' | 'resolution' | 'scale' | 'size' | 'steps'

const names: readonly (readonly [Exclude<Group, 'letters'>, string])[] = [
  ['number', 'version or number'],
  ['size', 'parameter size'],
  ['resolution', 'resolution'],
  ['steps', 'step count'],
  ['scale', 'scale'],
  ['rank', 'rank'],
  ['quantisation', 'quantisation'],
]

/** How two names' tokens differ, whatever their order. */
export function compareTokens(asked: readonly Token[], found: readonly Token[], knows: KnowsWord): TokenComparison {
  const rest = withoutEqual(asked, found)
  const differences: Difference[] = [...rest.twice]
  const [left, right] = withoutPrefixId(asked, found, rest, differences)
  const numeric = pairDigits(left, right, differences)
  for (const [group, name] of names) {
    const a = shownIn(numeric.asked, group)
    const b = shownIn(numeric.found, group)
    if (a.length === 0 && b.length === 0) continue
    differences.push({ weight: weightOf(group, a, b), says: sayInstead(name, a, b) })
  }
  const letters = compareLetters(
    inGroup(numeric.asked, 'letters'),
    inGroup(numeric.found, 'letters'),
    asked.at(-1),
    knows,
  )
  const lost = letters.unmatched + facetCost * (countFacets(numeric.asked) + countFacets(numeric.found))
  const all = lengthOf(asked) + lengthOf(found)
  return { differences: [...differences, ...letters.differences], unmatched: all === 0 ? 1 : Math.min(1, lost / all) }
}

function groupOf({ kind }: Token): Group {
  if (kind === 'role' || kind === 'word') return 'letters'
  return kind === 'version' ? 'number' : kind
}

function weightOf(group: Group, asked: readonly string[], found: readonly string[]): Weight {
  if (group === 'quantisation') return 'quantisation'
  return asked.length > 0 && found.length > 0 ? 'conflict' : 'unsaid'
}

interface Rest {
  readonly asked: readonly Token[]
  readonly found: readonly Token[]
}

/** Pairs equal tokens off. What is said twice on one side only (`realisticV20_v20`) may be anything. */
function withoutEqual(
  asked: readonly Token[],
  found: readonly Token[],
): Rest & { readonly twice: readonly Difference[] } {
  const open = [...found]
  const restAsked: Token[] = []
  const paired = new Set<string>()
  for (const token of asked) {
    const at = open.findIndex((other) => isSame(token, other))
    if (at < 0) {
      restAsked.push(token)
      continue
    }
    open.splice(at, 1)
    paired.add(keyOf(token))
  }
  const isTwice = (token: Token): boolean => paired.has(keyOf(token))
  const twice = [...restAsked, ...open].filter(isTwice)
  return {
    asked: restAsked.filter((token) => !isTwice(token)),
    found: open.filter((token) => !isTwice(token)),
    twice: twice.map(({ shown }) => ({ weight: 'unsure', says: `${shown} stands twice in one of the names` })),
  }
}

function isSame(a: Token, b: Token): boolean {
  return a.text === b.text && groupOf(a) === groupOf(b)
}

function keyOf(token: Token): string {
  return `${groupOf(token)}:${token.text}`
}

/** Sites and downloaders write an id in front: `123456_name`. */
function withoutPrefixId(
  asked: readonly Token[],
  found: readonly Token[],
  rest: Rest,
  differences: Difference[],
): readonly [readonly Token[], readonly Token[]] {
  const isId = (token: Token | undefined): boolean => token?.kind === 'number' && token.shown.length >= 5
  const [a, b] = [asked[0], found[0]]
  const drop = (tokens: readonly Token[], one: Token | undefined): readonly Token[] =>
    tokens.filter((token) => token !== one)
  if (isId(a) === isId(b)) return [rest.asked, rest.found]
  const left = isId(a) ? drop(rest.asked, a) : rest.asked
  const right = isId(b) ? drop(rest.found, b) : rest.found
  if (left.length < rest.asked.length || right.length < rest.found.length) {
    differences.push({ weight: 'spelling', says: 'only one has a number in front' })
  }
  return [left, right]
}

/** `v20` for 2.0, `768` for 768p, a lost letter in `13b`: the same digits mean perhaps the same. */
function pairDigits(asked: readonly Token[], found: readonly Token[], differences: Difference[]): Rest {
  const open = [...found]
  const left = asked.filter((token) => {
    const digits = digitsOf(token)
    if (digits === '') return true
    const at = open.findIndex((other) => digitsOf(other) === digits)
    const other = open[at]
    if (other === undefined) return true
    open.splice(at, 1)
    differences.push({ weight: 'unsure', says: `${other.shown} may mean ${token.shown}` })
    return false
  })
  return { asked: left, found: open }
}

/** Empty where digits are no number: `t2v`, `fp8`. */
function digitsOf(token: Token): string {
  const group = groupOf(token)
  if (group === 'letters' || group === 'quantisation') return ''
  return token.shown.replace(/\D+/g, '').replace(/^0+(?=\d)/, '')
}

function inGroup(tokens: readonly Token[], group: Group): readonly Token[] {
  return tokens.filter((token) => groupOf(token) === group)
}

function shownIn(tokens: readonly Token[], group: Group): readonly string[] {
  return inGroup(tokens, group).map(({ shown }) => shown)
}

function lengthOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + token.shown.length, 0)
}

function countFacets(tokens: readonly Token[]): number {
  return tokens.filter((token) => groupOf(token) !== 'letters').length
}
