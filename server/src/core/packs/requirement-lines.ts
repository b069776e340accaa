export interface WrittenLine {
  readonly text: string
  /** From 1; of the first of the joined lines. */
  readonly at: number
}

/** What Python's splitlines cuts at: more than LF, so that no line can hide behind a mark that only pip takes for an end. */
const ends = /\r\n|[\n\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]/
const mostLines = 5000

/**
 * The lines of a requirements file as pip joins them: BOM and comments gone, a line that ends in `\` continued, blank ones left out. `more`:
 * there were over 5,000 lines and the rest was not read.
 */
export function readRequirementLines(text: string): { readonly lines: readonly WrittenLine[]; readonly more: boolean } {
  const written = text.replace(/^\ufeff/, '').split(ends, mostLines + 1)
  const lines: WrittenLine[] = []
  let joined: string[] = []
  let first = 0
  const finish = () => {
    const line = withoutComment(joined.join(''))
    if (line !== '') lines.push({ text: line, at: first })
    joined = []
  }
  for (const [index, one] of written.slice(0, mostLines).entries()) {
    if (joined.length === 0) first = index + 1
    const comment = /^\s*#/.test(one)
    if (one.endsWith('\\') && !comment) {
      joined.push(one.replace(/\\+$/, ''))
    } else {
      joined.push(comment ? ` ${one}` : one)
      finish()
    }
  }
  if (joined.length > 0) finish()
  return { lines, more: written.length > mostLines }
}

/** As pip: a `#` at the beginning or behind a blank starts a comment; the one in `pkg @ https://x#egg=y` does not. */
function withoutComment(line: string): string {
  const at = /^#|\s#/.exec(line)?.index
  return (at === undefined ? line : line.slice(0, at)).trim()
}
