import type { WrittenLine } from './requirement-lines.js'

/**
 * `[project] dependencies` of a pyproject.toml (PEP 621), with their lines, which a TOML reader would not tell. Reads this one array
 * and no more of TOML: a file that says it in another way (`project = { ... }`) has none. `fault`: the array does not end, or
 * holds something that is no text.
 */
export function readProjectList(text: string): { readonly lines: readonly WrittenLine[]; readonly fault: number | null } {
  const written = blankLongTexts(text.replace(/^\ufeff/, '')).split(/\r\n|[\n\r]/)
  let table = ''
  for (const [index, line] of written.entries()) {
    const header = /^\s*\[\s*("?)([^\]"]+)\1\s*\]/.exec(line)
    if (header !== null) table = (header[2] ?? '').trim()
    const key = table === 'project' ? /^\s*"?dependencies"?\s*=\s*\[/.exec(line) : table === '' ? /^\s*project\s*\.\s*dependencies\s*=\s*\[/.exec(line) : null
    if (key !== null) return readArray(written, index, key[0].length)
  }
  return { lines: [], fault: null }
}

const token = /\s+|#.*|,|\]|"((?:[^"\\]|\\.)*)"|'([^']*)'/y

function readArray(written: readonly string[], from: number, column: number): { readonly lines: readonly WrittenLine[]; readonly fault: number | null } {
  const lines: WrittenLine[] = []
  for (let index = from; index < written.length; index++) {
    const line = written[index] ?? ''
    token.lastIndex = index === from ? column : 0
    while (token.lastIndex < line.length) {
      const found = token.exec(line)
      if (found === null) return { lines, fault: index + 1 }
      if (found[0] === ']') return { lines, fault: null }
      const said = found[1] === undefined ? found[2] : unescape(found[1])
      if (said !== undefined && said.trim() !== '') lines.push({ text: said.trim(), at: index + 1 })
    }
  }
  return { lines, fault: from + 1 }
}

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|(.))/g, (_, code: string | undefined, one: string | undefined) =>
    code === undefined ? (one === 't' ? '\t' : (one ?? '')) : String.fromCharCode(Number.parseInt(code, 16)),
  )
}

const piece = /#[^\n]*|"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/g

/** A long text may hold lines that look like headers: only its line ends stay. */
function blankLongTexts(text: string): string {
  return text.replace(piece, (found) => (/^(?:"""|''')/.test(found) ? `""${found.replace(/[^\n\r]/g, '')}` : found))
}
