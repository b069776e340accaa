const named = new Map([
  ['lt', 0x3c],
  ['gt', 0x3e],
  ['amp', 0x26],
  ['quot', 0x22],
  ['apos', 0x27],
])

/**
 * Resolves the five entities of XML and numbered ones; all others stay. One pass into one buffer: a text may be nothing but
 * entities, and a piece or call for each would take seconds and gigabytes at 60 MiB.
 */
export function unescapeXml(text: string): string {
  let from = text.indexOf('&')
  if (from < 0) return text
  const out = Buffer.allocUnsafe(text.length * 2)
  let length = 0
  let copied = 0
  for (; from >= 0; from = text.indexOf('&', from + 1)) {
    const code = codeAt(text, from)
    if (code === null) continue
    if (copied < from) length += out.write(text.slice(copied, from), length, 'utf16le')
    if (code < 0x10000) length = out.writeUInt16LE(code, length)
    else length += out.write(String.fromCodePoint(code), length, 'utf16le')
    copied = text.indexOf(';', from) + 1
  }
  length += out.write(text.slice(copied), length, 'utf16le')
  return out.toString('utf16le', 0, length)
}

/** The character that the entity at `at` stands for, null where there is none that we know. */
function codeAt(text: string, at: number): number | null {
  let end = at + 2
  while (end < at + 10 && text.charCodeAt(end) !== 0x3b) end++
  if (text.charCodeAt(end) !== 0x3b) return null
  const name = text.slice(at + 1, end)
  if (name[0] !== '#') return named.get(name) ?? null
  const isHex = name[1] === 'x' || name[1] === 'X'
  const digits = name.slice(isHex ? 2 : 1)
  if (!(isHex ? /^[0-9a-f]+$/i : /^\d+$/).test(digits)) return null
  const code = parseInt(digits, isHex ? 16 : 10)
  return code <= 0x10ffff ? code : null
}
