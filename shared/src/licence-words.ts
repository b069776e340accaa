/** What a provider writes where a licence should stand, taken apart. `file`: only a file is named; `own`: a licence of its own, without a name. */
export type LicenceWords = { readonly is: 'file'; readonly file: string } | { readonly is: 'name'; readonly name: string } | { readonly is: 'own' } | { readonly is: 'unknown' }

const file = /^(?:see\s+)?(?:the\s+)?(?:file\s+)?((?:[\w.-]*[\\/])?(?:licen[cs]e|copying)(?:[-_.][\w.-]*)?)(?:\s+file)?$/i
const seeIn = /^see\s+(?:licen[cs]e\s+in\s+|file\s+|the\s+file\s+)?<?([^<>\s]{1,100})>?$/i
const nothing = new Set(['', '-', '?', 'n/a', 'na', 'noassertion', 'none', 'null', 'unknown', 'unspecified'])
const own = new Set(['custom', 'other', 'proprietary', 'see readme'])

/** Reads a licence as providers give it: `MIT`, `see LICENSE`, `SEE LICENSE IN x.md`, `other`, `unknown`. */
export function readLicenceWords(text: string | null | undefined): LicenceWords {
  const word = (text ?? '').trim()
  const plain = word.toLowerCase()
  if (nothing.has(plain)) return { is: 'unknown' }
  if (own.has(plain)) return { is: 'own' }
  const named = file.exec(word)?.[1] ?? seeIn.exec(word)?.[1]
  return named === undefined ? { is: 'name', name: word } : { is: 'file', file: named }
}

/** For a line of small facts: `licence MIT`, `licence in its file LICENSE`; empty where nobody knows. */
export function sayLicence(text: string | null | undefined): string {
  const words = readLicenceWords(text)
  if (words.is === 'unknown') return ''
  if (words.is === 'own') return 'licence of its own'
  return words.is === 'file' ? `licence in its file ${words.file}` : `licence ${words.name}`
}
