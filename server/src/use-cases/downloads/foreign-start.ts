import { findMarkedText, findPlainText } from '../../core/model-files/sniff/foreign-text.js'
import { findForeign } from '../../core/model-files/sniff/foreign.js'
import { promisedFormat } from '../../core/model-files/sniff/promised-format.js'

/** Ends of files that are text by their nature. */
const texts = /\.(?:csv|json|md|txt|vocab|ya?ml)$/i

/**
 * What a download is by its first bytes, where it cannot be the file of that name: a log-in page, an error in JSON, a picture. Null
 * where nothing speaks against it. `size`: null when it is not told.
 */
export function foreignStart(name: string, head: Uint8Array, size: number | null): string | null {
  const whole = size ?? (head.length === 0 ? 0 : Number.MAX_SAFE_INTEGER)
  if (head.length === 0) return 'an empty file'
  const promised = promisedFormat(name)
  if (promised === null) return texts.test(name) ? pageIn(head) : (pageIn(head) ?? errorIn(head, whole))
  const foreign = findForeign(head, whole)
  if (foreign !== null) return foreign.what
  // Old pickles may be text.
  return promised === 'pickle' || promised === 'any' ? errorIn(head, whole) : (findPlainText(head, whole)?.what ?? null)
}

function pageIn(head: Uint8Array): string | null {
  const marked = findMarkedText(head)
  return marked === null || marked.code === 'git_lfs_pointer' ? null : marked.what
}

function errorIn(head: Uint8Array, size: number): string | null {
  const begins = String.fromCharCode(...head.subarray(0, 64)).trimStart()
  return begins.startsWith('{') ? (findPlainText(head, size)?.what ?? null) : null
}
