import { type Bytes, Unreadable } from './bytes.js'
import { readExif } from './exif.js'
import type { Found } from './found.js'
import { readXmp } from './xmp.js'

/** EXIF and XMP chunks of a WebP, still or animated. Format: RFC 9649. The size in the head is not trusted. */
export function readWebp(file: Bytes, found: Found): void {
  let at = 12
  while (at < file.length) {
    found.step()
    if (at + 8 > file.length) return found.tolerate('bytes follow the end of the picture')
    const type = file.chars(at, 4)
    const length = file.u32(at + 4, true)
    const end = at + 8 + length
    if (end > file.length) throw new Unreadable(`its ${type.trim()} chunk is cut short`)
    if (type === 'EXIF') found.attempt('EXIF', () => readExif(file.slice(at + 8, length), found))
    if (type === 'XMP ') found.attempt('XMP', () => readXmp(found.decode(file.slice(at + 8, length).raw), found))
    at = end + (isPadded(file, end, length) ? 1 : 0)
  }
}

/** Chunks of odd length are followed by a NUL, which some writers leave out. */
function isPadded(file: Bytes, end: number, length: number): boolean {
  return length % 2 === 1 && !(end < file.length && file.u8(end) !== 0)
}
