/** Where one value stands in a JSON text: `[from, to)`. */
export interface Span {
  readonly from: number
  readonly to: number
}

/**
 * The value behind a path as the readers write it (`nodes[3].widgets_values[0]`, `65.inputs.ckpt_name`). Walks the text itself, so the span is that
 * of the file, whatever its numbers and blanks; of a key that stands twice the last one, as JSON.parse takes it. A key may hold dots and
 * brackets: the longest one that fits goes on. Null when there is nothing behind the path. Linear, not recursive.
 */
export function findSpan(text: string, path: string): Span | null {
  let at = skipBlank(text, text.charCodeAt(0) === 0xfeff ? 1 : 0)
  let rest = path
  while (rest !== '') {
    const step = text[at] === '{' ? intoKey(text, at, rest) : text[at] === '[' ? intoItem(text, at, rest) : null
    if (step === null) return null
    at = step.at
    rest = step.rest
  }
  const to = skipValue(text, at)
  return to === null ? null : { from: at, to }
}

interface Step {
  readonly at: number
  readonly rest: string
}

function intoKey(text: string, open: number, path: string): Step | null {
  const wanted = path.startsWith('.') ? path.slice(1) : path
  let best: (Step & { length: number }) | null = null
  for (let at = skipBlank(text, open + 1); text[at] === '"'; ) {
    const end = skipString(text, at)
    if (end === null) return null
    const key = readKey(text.slice(at, end))
    const value = skipBlank(text, skipBlank(text, end) + 1)
    const rest = key !== null && wanted.startsWith(key) ? wanted.slice(key.length) : null
    if (key !== null && rest !== null && /^(?:$|[.[])/.test(rest) && key.length >= (best?.length ?? -1)) best = { at: value, rest, length: key.length }
    const after = skipValue(text, value)
    if (after === null) return null
    const next = skipBlank(text, after)
    if (text[next] !== ',') break
    at = skipBlank(text, next + 1)
  }
  return best
}

function intoItem(text: string, open: number, path: string): Step | null {
  const index = /^\[(\d{1,9})\]/.exec(path)
  if (index === null) return null
  let at = skipBlank(text, open + 1)
  for (let left = Number(index[1]); left > 0; left -= 1) {
    const after = skipValue(text, at)
    const next = after === null ? -1 : skipBlank(text, after)
    if (text[next] !== ',') return null
    at = skipBlank(text, next + 1)
  }
  return text[at] === ']' || at >= text.length ? null : { at, rest: path.slice(index[0].length) }
}

function readKey(quoted: string): string | null {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return null
  }
}

function skipBlank(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1
  return at
}

function skipString(text: string, open: number): number | null {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at + 1
  }
  return null
}

function skipValue(text: string, from: number): number | null {
  let depth = 0
  for (let at = from; at < text.length; ) {
    const sign = text[at]
    if (sign === '"') {
      const end = skipString(text, at)
      if (end === null) return null
      at = end
    } else if (sign === '{' || sign === '[') {
      depth += 1
      at += 1
    } else if (sign === '}' || sign === ']') {
      depth -= 1
      at += 1
    } else {
      const plain = depth === 0 ? /[^\s,\]}]+/y : /[^"{}[\]]+/y
      plain.lastIndex = at
      if (!plain.test(text)) return null
      at = plain.lastIndex
    }
    if (depth === 0) return at
    if (depth < 0) return null
  }
  return null
}
