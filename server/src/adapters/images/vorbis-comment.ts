import type { Bytes } from './bytes.js'
import type { Found } from './found.js'
import { isWanted } from './interpret.js'

/** A Vorbis comment block, as FLAC and Ogg hold it: vendor, count, then `KEY=value` each with its length. All little-endian. */
export function readVorbisComment(block: Bytes, found: Found): void {
  let at = 4 + block.u32(0, true)
  const count = block.u32(at, true)
  at += 4
  for (let i = 0; i < count; i++) {
    found.step()
    const entry = block.slice(at + 4, block.u32(at, true))
    const equals = entry.find(0x3d, 0)
    const key = equals > 79 ? '' : entry.chars(0, equals)
    if (isWanted(key)) found.take(key, entry.rest(equals + 1).raw)
    at += 4 + entry.length
  }
}
