import type { Statement } from './python-statements.js'

/** Pictures and fonts written into code are ordinary. */
const picture = /^(?:data:|iVBORw0KGgo|\/9j\/|R0lGOD|UklGR|PHN2Zy|d09G|AAEAAAA)/
const encoded = /^[A-Za-z0-9+/_=\s\\-]{24,}$/
const hexEscapes = /(?:\\x[0-9a-fA-F]{2}){40}/
const longEncoded = 400
const longAlone = 8000

/** Why a statement's texts look packed; null: they do not. `decodes`: the file has calls that unpack such texts. */
export function packedText({ code, strings }: Statement, decodes: boolean): string | null {
  let length = 0
  for (const { text } of strings) {
    if (hexEscapes.test(text)) return 'Holds a long text of escaped bytes.'
    if (encoded.test(text) && !picture.test(text) && /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text)) length += text.length
  }
  if (length >= longAlone || (length >= longEncoded && decodes)) return `Holds ${length} letters of packed text, which cannot be read.`
  if (/\b__pyarmor__\b|\bpyarmor_runtime\b/.test(code)) return 'Is scrambled by pyarmor.'
  const longest = code.split('\n').reduce((most, line) => Math.max(most, line.length), 0)
  return longest > 5000 ? `Has a line of ${longest} letters of code.` : null
}
