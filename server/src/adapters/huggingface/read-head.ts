import type { EgressAnswer } from '../../core/ports.js'
import { errorWords, problemOfStatus, type Question, unreadable } from '../../core/provider-answer.js'
import { hexOf } from '../../core/provider-fields.js'
import type { Problem } from '@greenlight/shared/problem'

/** What the answer to HEAD `/{repo}/resolve/{rev}/{path}` says of a file. */
export type Head =
  | {
      readonly is: 'file'
      readonly commit: string | null
      readonly size: number | null
      readonly sha256: string | null
    }
  | { readonly is: 'licence' | 'login' | 'removed' | 'absent' }
  | { readonly is: 'unknown'; readonly problem: Problem }

/** Reads the last answer of the way; headers of redirects on the way are in it already. */
export function readHead(answer: EgressAnswer, question: Question): Head {
  const { status, headers } = answer
  if (status >= 200 && status < 400) return readFile(answer, question)
  const code = headers.get('x-error-code') ?? null
  const words = errorWords(answer) ?? ''
  if (status === 451 || /\bdisabled\b/i.test(words)) return { is: 'removed' }
  if (code === 'GatedRepo') return { is: 'licence' }
  const foreign = code === null && isPage(headers)
  if ((status === 404 || status === 410) && !foreign) return { is: 'absent' }
  // Without credentials 401 is also the answer for what does not exist; with wrong ones it says so in words.
  if (status === 401 && !/invalid (?:credentials|username|token)|expired/i.test(words)) return { is: 'login' }
  return { is: 'unknown', problem: problemOfStatus(answer, question) }
}

function readFile({ status, headers }: EgressAnswer, question: Question): Head {
  const commit = hexOf(headers.get('x-repo-commit'), 40)
  const linked = headers.get('x-linked-etag')
  if (commit === null && linked === undefined) {
    // A login page of a network or a proxy, or the site's own front page: nothing here is the hub's.
    if (isPage(headers)) return { is: 'unknown', problem: unreadable(question, 'it is a web page') }
    if (status >= 300) return { is: 'unknown', problem: unreadable(question, `it leads away with status ${status}`) }
    if (!headers.has('etag')) return { is: 'unknown', problem: unreadable(question, 'it tells nothing of the file') }
  }
  const size = headers.get('x-linked-size') ?? (status < 300 ? headers.get('content-length') : undefined)
  return {
    is: 'file',
    commit,
    size: sizeOf(size),
    sha256: contentHash(linked ?? headers.get('etag'), headers.get('x-xet-hash')),
  }
}

function isPage(headers: EgressAnswer['headers']): boolean {
  return /\bhtml\b/i.test(headers.get('content-type') ?? '')
}

function sizeOf(text: string | undefined): number | null {
  const size = text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(size) ? size : null
}

/** 64 hex digits are the content's SHA-256, 40 are git's name for a small file; the Xet hash is neither, whatever it looks like. */
function contentHash(etag: string | undefined, xet: string | undefined): string | null {
  const hash = hexOf(etag?.replace(/^W\//, '').replaceAll('"', ''), 64)
  return hash !== null && hash === hexOf(xet, 64) ? null : hash
}
