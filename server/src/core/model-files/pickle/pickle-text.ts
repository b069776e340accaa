import { decodeUtf8 } from '../bytes.js'

/** Text as pickles write it, four ways. All answer null where Python might read another text than we would. */

const longestLine = 1024

/** UTF-8; ASCII, which nearly all keys are, without the cost of a decoder. */
export function decodeAscii(bytes: Uint8Array): string | null {
  if (bytes.length > 256) return decodeUtf8(bytes)
  let text = ''
  for (const byte of bytes) {
    if (byte > 0x7f) return decodeUtf8(bytes)
    text += String.fromCharCode(byte)
  }
  return text
}

/** Python's raw-unicode-escape: only `\u` and `\U` are escapes; bytes above 0x7f are Latin-1. */
export function decodeEscapes(line: Uint8Array): string | null {
  if (line.length > longestLine) return null
  const raw = decodeLatin(line)
  if (/\\\\/.test(raw)) return null
  return raw.replace(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g, (whole, short?: string, long?: string) => {
    const point = parseInt(short ?? long ?? '', 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

/** A quoted string as Python 2 prints it: `'it\'s \x6fk'`. */
export function decodeRepr(line: Uint8Array): string | null {
  if (line.length > longestLine) return null
  const raw = decodeLatin(line)
  const quoted = /^(['"])([^]*)\1$/.exec(raw)?.[2]
  if (quoted === undefined) return null
  let known = true
  const text = quoted.replace(
    /\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|([^]?))/g,
    (_, hex?: string, octal?: string, sign?: string) => {
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16))
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff)
      const plain = signs.get(sign ?? '')
      if (plain === undefined) known = false
      return plain ?? ''
    },
  )
  // Beyond ASCII it depends on the encoding that the loader asks for.
  return known && /^[\x00-\x7f]*$/.test(text) ? text : null
}

const signs = new Map([
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
])

function decodeLatin(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
