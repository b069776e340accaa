import { type Bytes, Unreadable } from './bytes.js'
import type { Found } from './found.js'
import { readVorbisComment } from './vorbis-comment.js'

/** Comment blocks of a FLAC. Format: RFC 9639, 8. */
export function readFlac(file: Bytes, found: Found): void {
  let at = 4
  for (let last = false; !last; ) {
    found.step()
    const head = file.u8(at)
    const length = file.u24(at + 1)
    if (at + 4 + length > file.length) throw new Unreadable('a metadata block is cut short')
    if ((head & 0x7f) === 4) found.attempt('its comments', () => readVorbisComment(file.slice(at + 4, length), found))
    last = head >= 0x80
    at += 4 + length
  }
}
