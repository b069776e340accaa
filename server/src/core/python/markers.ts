import { satisfies } from './specifiers.js'
import { parseVersion } from './version.js'

const token = /\s*(?:(\()|(\))|('[^']*'|"[^"]*")|(===|~=|==|!=|<=|>=|<|>)|([a-z_.]+))/iy
/** More than this in one marker is nobody's honest wish. */
const most = { length: 4000, tokens: 400 }

type Truth = boolean | null
interface Frame {
  /** Answers joined by `or`; the last is the group that `and` still adds to. */
  readonly groups: Truth[]
}

/**
 * Evaluates an environment marker (PEP 508): `python_version < "3.12" and extra == "gpu"`. `values`: by name; `extra` by itself. Null: it cannot
 * be read, or names what is not known.
 */
export function evaluateMarker(marker: string, values: ReadonlyMap<string, string>, extra: string): Truth {
  const tokens = tokensOf(marker)
  if (tokens === null) return null
  const frames: Frame[] = [{ groups: [true] }]
  let at = 0
  let wantsTerm = true
  const take = (truth: Truth) => {
    const { groups } = frames.at(-1) ?? { groups: [] }
    groups[groups.length - 1] = and(groups.at(-1) ?? true, truth)
    wantsTerm = false
  }
  while (at < tokens.length) {
    const word = tokens[at] ?? ''
    if (wantsTerm && word === '(') frames.push({ groups: [true] })
    else if (wantsTerm) {
      const [left, operator, right, next] = comparison(tokens, at)
      if (next === null) return null
      take(compare(valueOf(left, values, extra), operator, valueOf(right, values, extra)))
      at = next
      continue
    } else if (word === ')' && frames.length > 1) take(anyOf(frames.pop()?.groups ?? []))
    else if (word === 'and') wantsTerm = true
    else if (word === 'or') {
      frames.at(-1)?.groups.push(true)
      wantsTerm = true
    } else return null
    at += 1
  }
  return wantsTerm || frames.length !== 1 ? null : anyOf(frames[0]?.groups ?? [])
}

function tokensOf(marker: string): readonly string[] | null {
  const text = marker.trim()
  if (text === '' || text.length > most.length) return null
  const found: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const match = token.exec(text)
    if (match === null || found.length >= most.tokens) return null
    found.push(match[0].trim())
  }
  return found
}

function comparison(tokens: readonly string[], at: number): readonly [string, string, string, number | null] {
  const [left = '', first = '', second = ''] = tokens.slice(at, at + 3)
  const not = first === 'not' && second === 'in'
  const right = tokens[at + (not ? 3 : 2)] ?? ''
  const known = not || first === 'in' || /^[=~!<>]/.test(first)
  return [left, not ? 'not in' : first, right, known && isValue(left) && isValue(right) ? at + (not ? 4 : 3) : null]
}

const isValue = (word: string) => /^['"]/.test(word) || /^[a-z_.]{2,60}$/.test(word)

function valueOf(word: string, values: ReadonlyMap<string, string>, extra: string): string | null {
  if (/^['"]/.test(word)) return word.slice(1, -1)
  return word === 'extra' ? extra : (values.get(word) ?? null)
}

function compare(left: string | null, operator: string, right: string | null): Truth {
  if (left === null || right === null) return null
  if (operator === 'in') return right.includes(left)
  if (operator === 'not in') return !right.includes(left)
  if (parseVersion(left) !== null && parseVersion(right.replace(/\.\*$/, '')) !== null) return satisfies(left, `${operator}${right}`)
  if (operator === '==' || operator === '===') return left === right
  if (operator === '!=') return left !== right
  return null
}

function and(a: Truth, b: Truth): Truth {
  return a === false || b === false ? false : a === null || b === null ? null : true
}

function anyOf(groups: readonly Truth[]): Truth {
  return groups.includes(true) ? true : groups.includes(null) ? null : false
}
