import type { OpenAnswer } from './open-answer.js'

/** Bytes, exact; null for what is no such number. A number beyond 2^53 is one that no file has. */
export function bytesOf(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,30}$/.test(text.trim())) return null
  const bytes = Number(text)
  return Number.isSafeInteger(bytes) ? bytes : Number.MAX_SAFE_INTEGER
}

/** Of `Content-Range: bytes FIRST-LAST/TOTAL` (RFC 9110 14.4); `total` null where it says `*`. Null for anything else. */
export function contentRangeOf(text: string | undefined): { readonly first: number; readonly last: number; readonly total: number | null } | null {
  const [, first, last, total] = /^\s*bytes\s+(\d{1,16})-(\d{1,16})\/(\d{1,30}|\*)\s*$/i.exec(text ?? '') ?? []
  if (first === undefined || last === undefined || total === undefined) return null
  const range = { first: Number(first), last: Number(last), total: total === '*' ? null : bytesOf(total) }
  return range.last < range.first || (range.total !== null && range.last >= range.total) ? null : range
}

/** Whether the end of a body can be told from a connection that broke. */
export function tellsItsEnd({ headers }: Pick<OpenAnswer, 'headers'>): boolean {
  return headers.has('content-length') || /\bchunked\b/i.test(headers.get('transfer-encoding') ?? '')
}
