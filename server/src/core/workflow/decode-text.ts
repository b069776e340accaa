import type { Problem } from '@greenlight/shared/problem'
import { problem } from '../../problems.js'

/** The largest file that is read as a workflow, in bytes. */
export const maxFileBytes = 64 * 1024 * 1024

export type DecodedText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem }

/**
 * Text of a file: by its byte order mark, else by where NUL bytes stand (UTF-16 as some Windows programs write it), else
 * strict UTF-8. The mark is dropped. Fails with FILE_TOO_LARGE or NOT_TEXT; never replaces a character silently.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length > maxFileBytes) return failed('FILE_TOO_LARGE', { limit: '64 MiB' })
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff]))
    return failed('NOT_TEXT', { what: 'UTF-32 text' })
  const packed = compressions.find(([, magic]) => startsWith(bytes, magic))
  if (packed !== undefined) return failed('NOT_TEXT', { what: packed[0] })
  try {
    return { ok: true, text: new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes) }
  } catch {
    return failed('NOT_TEXT', {})
  }
}

const compressions: readonly (readonly [string, readonly number[]])[] = [
  ['a gzip file', [0x1f, 0x8b]],
  ['a zip archive', [0x50, 0x4b, 3, 4]],
]

function encodingOf(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be'
  if (bytes.length >= 2 && bytes[0] !== 0 && bytes[1] === 0) return 'utf-16le'
  if (bytes.length >= 2 && bytes[0] === 0 && bytes[1] !== 0) return 'utf-16be'
  return 'utf-8'
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, index) => bytes[index] === byte)
}

function failed(code: 'FILE_TOO_LARGE' | 'NOT_TEXT', facts: Record<string, string>): DecodedText {
  return { ok: false, problem: problem(code, facts) }
}
