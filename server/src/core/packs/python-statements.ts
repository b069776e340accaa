import { readString } from './python-strings.js'

export interface Statement {
  /** Line of its beginning, from 1. */
  readonly at: number
  /** Without comments, every string as `""`, with the line ends that it spans and the expressions of f-strings. */
  readonly code: string
  readonly strings: readonly { readonly text: string; readonly at: number }[]
  /** `import`: runs when the file is imported; `main`: when it is started; `later`: inside a function. */
  readonly runs: 'import' | 'later' | 'main'
  /** Of the function around it, the innermost; null outside. */
  readonly inside: string | null
}

const identifier = /[\p{L}\p{N}_]/u

/**
 * Cuts Python text into statements without running or believing any of it: a scanner of brackets, strings and comments, one pass.
 * Docstrings (statements that are only strings) are left out. Faulty text gives odd statements and never throws.
 */
export function readStatements(source: string): readonly Statement[] {
  const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const cut = new Cutter()
  let line = 1
  let depth = 0
  let at = 0
  while (at < text.length) {
    const one = text[at] ?? ''
    if (one === '#') {
      const end = text.indexOf('\n', at)
      at = end < 0 ? text.length : end
    } else if (one === '"' || one === "'") {
      const found = readString(text, at, cut.takePrefix())
      const lines = countLines(text, at, found.end)
      cut.add(`""${found.code}${'\n'.repeat(lines)}`, line)
      cut.addString(found.text, line)
      line += lines
      at = found.end
    } else if (one === '\\' && text[at + 1] === '\n') {
      cut.add(' \n', line++)
      at += 2
    } else if (one === '\n') {
      if (depth > 0) cut.add('\n', line)
      else cut.end(true)
      line++
      at++
    } else if (one === ';' && depth === 0) {
      cut.end(false)
      at++
    } else {
      if ('([{'.includes(one)) depth++
      else if (')]}'.includes(one)) depth = Math.max(0, depth - 1)
      cut.add(one, line)
      at++
    }
  }
  cut.end(true)
  return cut.statements
}

/** Gathers one statement at a time and knows which function it lies in. */
class Cutter {
  readonly statements: Statement[] = []
  #code: string[] = []
  #strings: { text: string; at: number }[] = []
  #at = 0
  #indent = 0
  #fresh = true
  readonly #around: { indent: number; name: string | null }[] = []

  add(piece: string, line: number): void {
    if (this.#at === 0 && piece.trim() !== '') this.#at = line
    this.#code.push(piece)
  }

  addString(text: string, line: number): void {
    this.#strings.push({ text, at: line })
  }

  /** The letters right before a quote, taken out of the code: they belong to the string. */
  takePrefix(): string {
    let prefix = ''
    while (prefix.length < 3 && /^[bfrtu]$/i.test(this.#code.at(-1) ?? '')) prefix = `${this.#code.pop() ?? ''}${prefix}`
    if (!identifier.test(this.#code.at(-1)?.at(-1) ?? '')) return prefix
    this.#code.push(...prefix)
    return ''
  }

  end(wholeLine: boolean): void {
    const code = this.#code.join('')
    if (this.#fresh && code.trim() !== '') this.#indent = indentOf(code)
    const says = code.trim()
    if (says !== '') this.#keep(code.trimEnd().replace(/^[ \t\f]*/, ''), says)
    this.#code = []
    this.#strings = []
    this.#at = 0
    this.#fresh = wholeLine
  }

  #keep(code: string, says: string): void {
    while ((this.#around.at(-1)?.indent ?? -1) >= this.#indent) this.#around.pop()
    const name = /^(?:async\s+)?def\s+(\S[^\s(]*)/.exec(says)?.[1]
    if (name !== undefined) this.#around.push({ indent: this.#indent, name })
    else if (/^if\s+(?:__name__\b|""\s*==\s*__name__)/.test(says)) this.#around.push({ indent: this.#indent, name: null })
    // A docstring is nothing but strings; an f-string among them would run, and shows as brackets.
    if (/^(?:""\s*)+$/.test(says)) return
    const within = this.#around.filter((one) => one.name !== null).at(-1)
    const runs = within !== undefined ? 'later' : this.#around.length > 0 ? 'main' : 'import'
    this.statements.push({ at: this.#at, code, strings: this.#strings, runs, inside: within?.name ?? null })
  }
}

function indentOf(code: string): number {
  let width = 0
  for (const one of code) {
    if (one === '\t') width += 8 - (width % 8)
    else if (one === ' ') width++
    else if (one !== '\n' && one !== '\f') break
  }
  return width
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
