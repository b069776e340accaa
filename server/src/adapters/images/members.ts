/**
 * Members of the JSON object that `text` is, in order, each value as it is written: nothing is parsed but the keys, so large
 * numbers and Python's NaN stay as they are. Ends without a word at the first fault; a value that is cut short is left out.
 */
export function* membersOf(text: string): Generator<readonly [key: string, value: string]> {
  let at = skipSpace(text, 0)
  if (text[at] !== '{') return
  at = skipSpace(text, at + 1)
  while (text[at] === '"') {
    const keyEnd = stringEnd(text, at)
    const key = parseString(text.slice(at, keyEnd))
    at = skipSpace(text, keyEnd)
    if (key === null || text[at] !== ':') return
    const start = skipSpace(text, at + 1)
    const end = valueEnd(text, start)
    if (end >= text.length) return
    yield [key, text.slice(start, end).trimEnd()]
    if (text[end] !== ',') return
    at = skipSpace(text, end + 1)
  }
}

/** The text that a JSON string stands for, or null where `text` is none. */
export function parseString(text: string): string | null {
  if (!text.startsWith('"')) return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

function skipSpace(text: string, from: number): number {
  let at = from
  for (let code = text.charCodeAt(at); code === 32 || code === 10 || code === 13 || code === 9; code = text.charCodeAt(at)) at++
  return at
}

/** Position behind the closing quote of the string that begins at `from`, or the text's length. */
function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) return at + 1
    if (code === 0x5c) at++
  }
  return text.length
}

/** Position of the comma or bracket that ends the value beginning at `from`, or the text's length. */
function valueEnd(text: string, from: number): number {
  let depth = 0
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      at = stringEnd(text, at)
      continue
    }
    if (depth === 0 && (code === 0x2c || code === 0x7d || code === 0x5d)) return at
    if (code === 0x7b || code === 0x5b) depth++
    if (code === 0x7d || code === 0x5d) depth--
    at++
  }
  return at
}
