import type { Problem } from '@greenlight/shared/problem'
import { problem } from '../../problems.js'
import { findFault } from './json-fault.js'
import { maxDepth, maxTokens, scanBounds } from './json-scan.js'

export { decodeText, maxFileBytes, type DecodedText } from './decode-text.js'

/** Longest text that is parsed, in UTF-16 units. */
const maxCharacters = 64 * 1024 * 1024

export type ForeignJson =
  | {
      readonly ok: true
      readonly value: unknown
      readonly tolerated: readonly { readonly says: string; readonly where?: string }[]
    }
  | { readonly ok: false; readonly problem: Problem }

/**
 * Parses JSON that others wrote, in bounded time and memory: at most 64 Mi characters, 512 levels, 5 million values. A byte
 * order mark is dropped; `NaN` and `Infinity` outside strings, which Python writes, become null and are told. Everything
 * else that RFC 8259 forbids is a coded problem: FILE_EMPTY, FILE_TOO_LARGE, GIT_LFS_POINTER, HTML_PAGE, JSON_INVALID (with
 * line and column), JSON_TOO_DEEP, JSON_TOO_MANY_VALUES. Never throws.
 */
export function parseForeignJson(text: string): ForeignJson {
  if (text.length > maxCharacters) return failed('FILE_TOO_LARGE', { limit: '64 MiB' })
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const bounds = scanBounds(bare)
  if (bounds === 'fits') {
    const parsed = tryParse(bare)
    if (parsed !== null) return { ok: true, value: parsed.value, tolerated: [] }
  }
  return notJson(bare) ?? (bounds === 'fits' ? parseTolerantly(bare) : tooBig(bounds))
}

function parseTolerantly(text: string): ForeignJson {
  const fault = findFault(text)
  if (fault.at !== null) return failed('JSON_INVALID', placeOf(text, fault.at))
  const pieces: string[] = []
  let from = 0
  for (const span of fault.nonFinite) {
    pieces.push(text.slice(from, span.start), 'null')
    from = span.end
  }
  const parsed = tryParse(pieces.join('') + text.slice(from))
  if (parsed === null) return failed('JSON_INVALID', { because: 'is not valid JSON' })
  const count = fault.nonFinite.length
  const { line } = placeOf(text, fault.nonFinite[0]?.start ?? 0)
  const what = count === 1 ? 'number that is' : 'numbers that are'
  const says = `${count} ${what} not finite (NaN, Infinity) read as null, first in line ${line}`
  return { ok: true, value: parsed.value, tolerated: [{ says }] }
}

/** Things that are often saved under a JSON name and begin with their own mark. */
function notJson(text: string): ForeignJson | null {
  const start = text.slice(0, 1000).trimStart()
  if (start === '' && text.trimStart() === '') return failed('FILE_EMPTY', {})
  if (start.startsWith('version https://git-lfs.github.com/spec/')) return failed('GIT_LFS_POINTER', {})
  if (/^(?:<!--[^]{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(start)) return failed('HTML_PAGE', {})
  return null
}

function tooBig(bounds: 'too-deep' | 'too-many'): ForeignJson {
  return bounds === 'too-deep'
    ? failed('JSON_TOO_DEEP', { limit: maxDepth })
    : failed('JSON_TOO_MANY_VALUES', { limit: maxTokens })
}

function tryParse(text: string): { value: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch {
    return null
  }
}

/** Line and column as editors count them, from 1; and in words whether the text just stops there. */
function placeOf(text: string, at: number): { line: number; column: number; because: string } {
  let line = 1
  let lineStart = 0
  for (let index = text.indexOf('\n'); index >= 0 && index < at; index = text.indexOf('\n', index + 1)) {
    line += 1
    lineStart = index + 1
  }
  const because = at >= text.length ? 'stops in the middle' : 'is not valid JSON'
  return { line, column: at - lineStart + 1, because }
}

function failed(code: Parameters<typeof problem>[0], facts: Record<string, string | number>): ForeignJson {
  return { ok: false, problem: problem(code, facts) }
}
