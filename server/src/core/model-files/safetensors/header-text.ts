/** The header is no JSON that the format allows. Thrown and caught inside of this folder. */
export class BadHeader extends Error {}

const quoteMark = 34
const backslash = 92
const comma = 44
const closingBrace = 125
const openingBracket = 91
const closingBracket = 93

/** As deep as the reference reader goes (serde_json's limit). */
const maxDepth = 127

/** The reference reader keeps lengths and places in 64 bits. */
const largest = 2 ** 64

/**
 * A cursor over JSON text (RFC 8259, strict) that makes no objects. It exists because `JSON.parse` of such a header builds a
 * dictionary of all tensors, drops duplicate names and rounds offsets, and takes longer than this walk.
 */
export class HeaderText {
  at = 0

  constructor(readonly text: string) {}

  fail(why: string): never {
    throw new BadHeader(`${why} at character ${this.at}`)
  }

  skipSpace(): void {
    const { text } = this
    let at = this.at
    for (;;) {
      const code = text.charCodeAt(at)
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break
      at++
    }
    this.at = at
  }

  /** The character code after white space; NaN at the end. */
  peek(): number {
    const code = this.text.charCodeAt(this.at)
    if (code > 32) return code
    this.skipSpace()
    return this.text.charCodeAt(this.at)
  }

  expect(code: number): void {
    if (this.peek() !== code) this.fail(`expected ${String.fromCharCode(code)}`)
    this.at++
  }

  /** Between the entries of an object: true when another follows. */
  another(): boolean {
    const code = this.peek()
    this.at++
    if (code === comma) return true
    if (code !== closingBrace) this.fail('expected , or }')
    return false
  }

  /** Steps over `{`; false where the object is empty (and then over `}` too). */
  enterObject(): boolean {
    this.expect(123)
    if (this.peek() !== closingBrace) return true
    this.at++
    return false
  }

  /** A string literal, decoded. */
  readString(): string {
    if (this.peek() !== quoteMark) this.fail('expected a string')
    const { text } = this
    const from = this.at + 1
    let at = from
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === quoteMark) break
      if (code === backslash) return this.#readEscaped(from, at)
      if (!(code >= 32)) this.fail('a string that does not end or has a control character')
      at++
    }
    this.at = at + 1
    return text.slice(from, at)
  }

  #readEscaped(from: number, escape: number): string {
    const { text } = this
    let at = escape
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === quoteMark) break
      if (!(code >= 32)) this.fail('a string that does not end or has a control character')
      at += code === backslash ? 2 : 1
    }
    const decoded = this.#parse(text.slice(from - 1, at + 1))
    if (typeof decoded !== 'string' || !decoded.isWellFormed()) this.fail('a string with a broken escape')
    this.at = at + 1
    return decoded
  }

  /** A string literal, or null for any other value, which is stepped over. */
  readStringOrSkip(): string | null {
    if (this.peek() === quoteMark) return this.readString()
    this.skipValue()
    return null
  }

  /**
   * An array of whole numbers from 0 on, as numbers: what is greater than 2^53 is rounded, and greater than any file. Null for
   * any other value, which is stepped over.
   */
  readNumbers(): number[] | null {
    if (this.peek() !== openingBracket) return this.#skipAndTellNull(this.at)
    const from = this.at
    this.at++
    const numbers: number[] = []
    if (this.peek() === closingBracket) {
      this.at++
      return numbers
    }
    for (;;) {
      const number = this.#readDigits()
      if (number < 0 || number > largest) return this.#skipAndTellNull(from)
      numbers.push(number)
      const code = this.peek()
      if (code !== comma && code !== closingBracket) return this.#skipAndTellNull(from)
      this.at++
      if (code === closingBracket) return numbers
    }
  }

  /** -1 where no plain digits stand. */
  #readDigits(): number {
    const first = this.peek()
    if (!(first >= 48 && first <= 57)) return -1
    const { text } = this
    const from = this.at
    let at = from + 1
    let number = first - 48
    for (;;) {
      const code = text.charCodeAt(at)
      if (!(code >= 48 && code <= 57)) break
      number = number * 10 + (code - 48)
      at++
    }
    this.at = at
    if (first === 48 && at > from + 1) this.fail('a number with a leading zero')
    return at - from > 15 ? Number(text.slice(from, at)) : number
  }

  #skipAndTellNull(from: number): null {
    this.at = from
    this.skipValue()
    return null
  }

  /** Steps over any value, checked for JSON. */
  skipValue(): void {
    this.peek()
    const from = this.at
    const { text } = this
    let depth = 0
    for (;;) {
      const code = text.charCodeAt(this.at)
      if (Number.isNaN(code)) this.fail('the text ends early')
      if (code === quoteMark) this.readString()
      else {
        if (code === 123 || code === openingBracket) depth++
        const closes = code === closingBrace || code === closingBracket
        if (closes || code === comma) {
          if (depth === 0) break
          if (closes) depth--
        }
        this.at++
        if (depth > maxDepth) this.fail('nested too deeply')
        if (closes && depth === 0) break
        continue
      }
      if (depth === 0) break
    }
    this.#parse(text.slice(from, this.at))
  }

  #parse(text: string): unknown {
    try {
      const value: unknown = JSON.parse(text)
      return value
    } catch {
      return this.fail('a value that is no JSON')
    }
  }
}
