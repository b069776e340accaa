/** Where a JSON text goes wrong, and the non-finite numbers outside strings that Python writes and JSON lacks. */
export interface JsonFault {
  /** Offset of the first fault, null when there is none but non-finite numbers. */
  readonly at: number | null
  readonly nonFinite: readonly { readonly start: number; readonly end: number }[]
}

type Expect = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'

const blank = /[ \t\n\r]*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /true|false|null/y
const nonFiniteWord = /(?:NaN|-?Infinity)(?![\w$])/y
const badEscape = /\\(?:[^"\\/bfnrtu]|u(?![0-9a-fA-F]{4}))/

/**
 * Checks a text against the JSON grammar (RFC 8259) without building anything and without recursion; only for texts that
 * JSON.parse refused. The stack is as deep as the text, so the depth has to be bounded before.
 */
export function findFault(text: string): JsonFault {
  const nonFinite: { start: number; end: number }[] = []
  const closers: ('}' | ']')[] = []
  let expect: Expect = 'value'
  let index = match(blank, text, 0)
  while (index < text.length) {
    const char = text[index]
    let next = -1
    if (expect === 'nothing') return { at: index, nonFinite }
    if (expect === 'colon') {
      if (char === ':') next = index + 1
      expect = 'value'
    } else if (expect === 'comma-or-end' && char === ',') {
      next = index + 1
      expect = closers.at(-1) === '}' ? 'key' : 'value'
    } else if (expect !== 'value' && expect !== 'key' && char === closers.at(-1)) {
      closers.pop()
      next = index + 1
      expect = closers.length > 0 ? 'comma-or-end' : 'nothing'
    } else if (expect === 'key' || expect === 'key-or-end') {
      next = char === '"' ? afterString(text, index) : -1
      expect = 'colon'
    } else if (expect !== 'comma-or-end' && (char === '{' || char === '[')) {
      closers.push(char === '{' ? '}' : ']')
      next = index + 1
      expect = char === '{' ? 'key-or-end' : 'value-or-end'
    } else if (expect !== 'comma-or-end') {
      next = char === '"' ? afterString(text, index) : match(number, text, index)
      if (next < 0) next = match(word, text, index)
      if (next < 0) {
        next = match(nonFiniteWord, text, index)
        if (next >= 0) nonFinite.push({ start: index, end: next })
      }
      expect = closers.length > 0 ? 'comma-or-end' : 'nothing'
    }
    if (next < 0) return { at: index, nonFinite }
    index = match(blank, text, next)
  }
  return { at: expect === 'nothing' ? null : text.length, nonFinite }
}

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}

/** Offset behind a string that begins at `start`; -1 when it holds what a JSON string must not, or does not end. */
function afterString(text: string, start: number): number {
  const end = stringEnd(text, start + 1)
  if (end >= text.length) return -1
  for (let index = start + 1; index < end; index += 1) if (text.charCodeAt(index) < 0x20) return -1
  return badEscape.test(withoutEscapedBackslashes(text.slice(start + 1, end))) ? -1 : end + 1
}

/** So that the second backslash of a pair is not taken for the start of an escape. */
function withoutEscapedBackslashes(content: string): string {
  return content.includes('\\\\') ? content.replaceAll('\\\\', '  ') : content
}

/** Index of the quote that ends the string whose content starts at `from`, or the text's length. */
function stringEnd(text: string, from: number): number {
  const length = text.length
  for (let index = from; index < length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 0x22) return index
    if (code === 0x5c) index += 1
  }
  return length
}
