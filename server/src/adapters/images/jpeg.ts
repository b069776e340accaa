import { type Bytes, Unreadable } from './bytes.js'
import { readExif } from './exif.js'
import type { Found } from './found.js'
import { readXmp } from './xmp.js'

const xmpMark = 'http://ns.adobe.com/xap/1.0/\0'

/** EXIF, XMP and comment segments of a JPEG, up to its pixels. Format: ITU T.81 annex B. */
export function readJpeg(file: Bytes, found: Found): void {
  let at = 2
  while (at < file.length) {
    found.step()
    if (file.u8(at) !== 0xff) throw new Unreadable('its segments end in bytes that are none')
    const marker = file.u8(at + 1)
    if (marker === 0xff) at += 1
    else if (marker === 0xd9 || marker === 0xda) return
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else {
      const length = file.u16(at + 2)
      if (length < 2) throw new Unreadable('a segment says it is smaller than its head')
      readSegment(marker, file.slice(at + 4, length - 2), found)
      at += 2 + length
    }
  }
  throw new Unreadable()
}

function readSegment(marker: number, segment: Bytes, found: Found): void {
  if (marker === 0xfe) found.take('comment', segment.raw)
  if (marker !== 0xe1) return
  if (segment.has(0, 'Exif\0')) found.attempt('EXIF', () => readExif(segment, found))
  if (segment.has(0, xmpMark)) found.attempt('XMP', () => readXmp(found.decode(segment.rest(xmpMark.length).raw), found))
}
