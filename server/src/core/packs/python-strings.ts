export interface PythonString {
  /** Index behind the closing quote, or where the line ended without one. */
  readonly end: number
  readonly text: string
  /** Expressions of an f-string, each in brackets: they run. */
  readonly code: string
}

const longestExpression = 5000

/** Reads the string literal whose first quote is at `start`; `prefix` are the letters before it. Never goes back: linear. */
export function readString(source: string, start: number, prefix: string): PythonString {
  const mark = source[start] ?? '"'
  const long = source.startsWith(mark.repeat(3), start)
  const quote = long ? mark.repeat(3) : mark
  const formatted = /[ft]/i.test(prefix)
  const code: string[] = []
  let at = start + quote.length
  while (at < source.length) {
    const one = source[at]
    if (one === '\\') at += 2
    else if (source.startsWith(quote, at)) return { end: at + quote.length, text: source.slice(start + quote.length, at), code: code.join('') }
    else if (one === '\n' && !long) break
    else if (formatted && one === '{') {
      const end = source[at + 1] === '{' ? at + 2 : expressionEnd(source, at + 1)
      if (source[at + 1] !== '{' && end > at + 1) code.push(`(${source.slice(at + 1, end - 1).replaceAll('\n', ' ')})`)
      at = end
    } else at++
  }
  const end = Math.min(at, source.length)
  return { end, text: source.slice(start + quote.length, end), code: code.join('') }
}

/** Behind the `}` that ends an expression; behind its `{` when none does. A quote in here opens a string of its own (Python 3.12). */
function expressionEnd(source: string, from: number): number {
  let depth = 1
  for (let at = from; at < source.length && at - from < longestExpression; at++) {
    const one = source[at] ?? ''
    if (one === '"' || one === "'") at = plainEnd(source, at)
    else if ('{[('.includes(one)) depth++
    else if ('}])'.includes(one) && --depth === 0) return at + 1
  }
  return from
}

function plainEnd(source: string, start: number): number {
  const mark = source[start] ?? ''
  for (let at = start + 1; at < source.length && at - start < longestExpression; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === mark || source[at] === '\n') return at
  }
  return start
}
