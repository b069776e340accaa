import type { TransferProbe } from '../../../core/change-ports.js'
import { hexOf } from '../../../core/provider-fields.js'
import { bytesOf, contentRangeOf } from './answer-length.js'
import type { Leave } from './leave-for.js'
import { pageOf } from './page-of.js'
import type { Arrived } from './travel-to.js'
import { validatorOf } from './validator.js'

/**
 * What the last answer and those of the source itself say of a file. Hugging Face tells size and content hash where it redirects from
 * (`X-Linked-Size`, `X-Linked-Etag`: 64 hex digits are the SHA-256). `next`: where the last answer would lead to. `words`: of a refusal.
 */
export function readProbe(leave: Leave, { answer, at, told }: Pick<Arrived, 'answer' | 'at' | 'told'>, next: URL | null, words: string): TransferProbe {
  const { status, headers } = answer
  const access = status < 400 ? 'open' : accessOf(status, `${told.get('x-error-code') ?? ''} ${told.get('x-error-message') ?? ''} ${words}`)
  const hub = leave.source === 'huggingface'
  const range = contentRangeOf(headers.get('content-range'))
  const own = status === 206 ? (range?.total ?? null) : status === 200 ? bytesOf(headers.get('content-length')) : null
  const open = access === 'open'
  return {
    size: open ? ((hub ? bytesOf(told.get('x-linked-size')) : null) ?? own) : null,
    sha256: open && hub ? contentHash(told) : null,
    access,
    page: pageOf(leave),
    // A store behind a redirect that was not asked is one that resumes, as far as the source's own tools rely on it.
    resumable: open && (next !== null || (validatorOf(headers, leave.token) !== null && (status === 206 || /\bbytes\b/i.test(headers.get('accept-ranges') ?? '')))),
    hosts: [...new Set([leave.url.host, at.host, ...(next === null ? [] : [next.host])])].sort(),
  }
}

function contentHash(told: ReadonlyMap<string, string>): string | null {
  const tag = told.get('x-linked-etag') ?? told.get('etag')
  const hash = hexOf(tag?.replace(/^W\//, '').replaceAll('"', ''), 64)
  // The Xet hash is no hash of the content, whatever it looks like.
  return hash === null || hash === hexOf(told.get('x-xet-hash'), 64) ? null : `sha256:${hash}`
}

function accessOf(status: number, words: string): TransferProbe['access'] {
  if (/gatedrepo|licen[cs]e|gated/i.test(words)) return 'licence'
  if (/early.?access/i.test(words)) return 'early-access'
  if (status === 402 || /\b(?:paid|purchase)\b/i.test(words)) return 'paid'
  if (status === 401) return 'login'
  if (status === 404 || status === 410 || status === 451 || /\bdisabled\b|\barchived\b/i.test(words)) return 'removed'
  return 'unknown'
}
