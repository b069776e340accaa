import { type Bytes, Unreadable } from './bytes.js'
import type { Found } from './found.js'

export interface Box {
  /** Four characters, one a byte: `moov`, `\u00a9cmt`. */
  readonly type: string
  readonly body: Bytes
  /** The file ends before this box does: a text in it would be half a text. */
  readonly cut: boolean
}

/**
 * Boxes that follow each other in a part of an MP4, MOV, HEIF or AVIF. One that is longer than what is left comes with what
 * is left, and is the last. Format: ISO/IEC 14496-12, 4.2; size 0 runs to the end, size 1 has 64 bits behind the type.
 */
export function* boxesIn(bytes: Bytes, found: Found): Generator<Box> {
  let at = 0
  while (at + 8 <= bytes.length) {
    found.step()
    const said = bytes.u32(at)
    const type = bytes.chars(at + 4, 4)
    const head = said === 1 ? 16 : 8
    const size = said === 1 ? bytes.u64(at + 8) : said === 0 ? bytes.length - at : said
    if (size < head) throw new Unreadable('a box says it is smaller than its head')
    const cut = size > bytes.length - at
    if (cut) found.tolerate(`its ${printable(type)} box is cut short`)
    yield { type, body: bytes.rest(at + head, size - head), cut }
    at += size
  }
}

function printable(type: string): string {
  return /^[\x20-\x7e\xa9]{4}$/.test(type) ? type.trim() : 'unnamed'
}
