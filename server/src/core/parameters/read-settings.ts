import type { Held } from '@greenlight/shared/held'

export type Setting = Held['settings'][number]

/** Bounds of hostile texts. A bracket or quote that never closes is looked for to the end of the text: this often at most. */
const limits = { settings: 500, unclosed: 8, name: 100 }

/**
 * `Steps: 20, Sampler: Euler a, Lora hashes: "a: 1, b: 2", Hashes: {"model": "..."}` in its order. A value is text up to the next
 * comma or line end, a JSON string, or JSON in brackets, which keeps its commas. What has no name belongs to the value before it.
 * Linear in the text's length. Form: AUTOMATIC1111's infotext, as Civitai and others extend it.
 */
export function readSettings(text: string): Setting[] {
  const settings: { name: string; value: string }[] = []
  let unclosed = 0
  let at = 0
  while (at < text.length && settings.length < limits.settings) {
    const start = skip(text, at, isGap)
    const colon = nameEnd(text, start)
    if (colon === null) {
      const end = plainEnd(text, start)
      const more = text.slice(start, end).trim()
      const before = settings.at(-1)
      if (before !== undefined && more !== '') before.value += `${text[start - 1] === '\n' ? '\n' : ', '}${more}`
      at = end + 1
      continue
    }
    const name = text.slice(start, colon).trim()
    const from = skip(text, colon + 1, isBlank)
    const closed = unclosed < limits.unclosed ? closeOf(text, from) : null
    if (closed === 'none') unclosed += 1
    if (typeof closed === 'number') {
      settings.push({ name, value: unquoted(text.slice(from, closed)) })
      at = closed
    } else {
      const end = plainEnd(text, from)
      settings.push({ name, value: text.slice(from, end).trim() })
      at = end + 1
    }
  }
  return settings
}

/** Position of the colon behind a name that may be one; null where the next part has none. */
function nameEnd(text: string, start: number): number | null {
  for (let at = start; at < text.length && at - start <= limits.name; at += 1) {
    const letter = text[at] ?? ''
    if (letter === ':') return at > start && /[\p{L}\p{N}]/u.test(text.slice(start, start + 2)) ? at : null
    if (letter === ',' || letter === '\n' || letter === '"' || letter === '{' || letter === '[' || letter === '<') return null
  }
  return null
}

/** Position behind the bracket or quote that closes the one at `from`; `none` where there is no such; null where none opens. */
function closeOf(text: string, from: number): number | 'none' | null {
  const first = text[from]
  if (first === '"') return stringEnd(text, from) ?? 'none'
  if (first !== '{' && first !== '[') return null
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === '"') {
      const end = stringEnd(text, at)
      if (end === null) return 'none'
      at = end - 1
    } else if (letter === '{' || letter === '[') depth += 1
    else if (letter === '}' || letter === ']') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return 'none'
}

function stringEnd(text: string, from: number): number | null {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at + 1
  }
  return null
}

function plainEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== ',' && text[at] !== '\n') at += 1
  return at
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : text
  } catch {
    return text.slice(1, -1)
  }
}

function skip(text: string, from: number, passes: (letter: string) => boolean): number {
  let at = from
  while (at < text.length && passes(text[at] ?? '')) at += 1
  return at
}

const isBlank = (letter: string) => letter === ' ' || letter === '\t' || letter === '\r'
const isGap = (letter: string) => isBlank(letter) || letter === ',' || letter === '\n'
