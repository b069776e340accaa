import { type Box, boxesIn } from './boxes.js'
import type { Bytes } from './bytes.js'
import type { Found } from './found.js'
import { isWanted } from './interpret.js'

const mostKeys = 10_000

/** Boxes that are opened; everything else (above all `mdat`) is passed over, so that `moov` may stand at the end. */
const opened = new Set(['moov', 'trak', 'udta'])

/**
 * Metadata of MP4, MOV and M4V: `keys` with `ilst` (ffmpeg's use_metadata_tags, which ComfyUI sets), iTunes entries (`©cmt`,
 * `desc`, `----`), and QuickTime's own text entries in `udta`. Formats: ISO/IEC 14496-12, QuickTime File Format.
 */
export function readMp4(file: Bytes, found: Found): void {
  const waiting: Bytes[] = [file]
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const bytes = part
    found.attempt('its boxes', () => {
      for (const box of boxesIn(bytes, found)) {
        if (opened.has(box.type)) waiting.push(box.body)
        else if (box.type === 'meta') readMeta(box.body, found)
        else if (!box.cut && box.type.startsWith('\u00a9') && isWanted(box.type)) readQuickTimeText(box, found)
      }
    })
  }
}

/** In MP4 a `meta` box begins with version and flags, in QuickTime it does not. */
function readMeta(body: Bytes, found: Found): void {
  const keys: string[] = []
  for (const box of boxesIn(body.has(4, 'hdlr') ? body : body.rest(4), found)) {
    if (box.type === 'keys') keys.push(...readKeys(box.body))
    if (box.type === 'ilst') readList(box.body, keys, found)
  }
}

/** Version and flags, count, then for each: size, name space (`mdta`), name. */
function readKeys(body: Bytes): readonly string[] {
  const keys: string[] = []
  const count = body.u32(4)
  let at = 8
  for (let i = 0; i < Math.min(count, mostKeys) && at < body.length; i++) {
    const size = Math.max(8, body.u32(at))
    keys.push(size > 300 ? '' : body.chars(at + 8, size - 8))
    at += size
  }
  return keys
}

/** An entry's type is the number of its key from 1, or an iTunes name. */
function readList(body: Bytes, keys: readonly string[], found: Found): void {
  for (const entry of boxesIn(body, found)) {
    const number = Buffer.from(entry.type, 'latin1').readUInt32BE()
    let key = keys[number - 1] ?? entry.type
    for (const box of boxesIn(entry.body, found)) {
      if (box.type === 'name') key = box.body.rest(4, 300).raw.toString('latin1')
      // `data`: type, locale, value.
      const short = key.slice(key.lastIndexOf('.') + 1)
      if (box.type === 'data' && !box.cut && isWanted(short)) found.take(short, box.body.rest(8).raw)
    }
  }
}

/** Length (16 bits), language, text. A text over 64 KiB has a length that is too short: the box knows better. */
function readQuickTimeText(box: Box, found: Found): void {
  found.take(box.type, box.body.rest(4).raw)
}
