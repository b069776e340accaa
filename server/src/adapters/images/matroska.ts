import { type Bytes, Unreadable } from './bytes.js'
import type { Found } from './found.js'
import { isWanted } from './interpret.js'

const ids = { cluster: 0x1f43b675, segment: 0x18538067, tags: 0x1254c367, tag: 0x7373, simpleTag: 0x67c8, name: 0x45a3, text: 0x4487 }
const opened = new Set([ids.segment, ids.tags, ids.tag, ids.simpleTag])

/**
 * Tags of WebM and MKV: SimpleTag with TagName and TagString. ffmpeg writes the names in capitals. Opened elements are walked
 * flat, one after the other, so that neither depth nor unknown sizes (live recordings) need a stack. Format: RFC 8794, RFC 9559.
 */
export function readMatroska(file: Bytes, found: Found): void {
  let at = 0
  let name: string | null = null
  let text: Bytes | null = null
  while (at < file.length) {
    found.step()
    const id = readNumber(file, at, true)
    const size = readNumber(file, at + id.width, false)
    const start = at + id.width + size.width
    if (id.value === ids.simpleTag) name = text = null
    const unknown = size.value === null
    if (opened.has(id.value ?? 0) || (unknown && id.value === ids.cluster)) {
      at = start
      continue
    }
    if (size.value === null) throw new Unreadable('an element does not say how long it is')
    if (start + size.value > file.length) throw new Unreadable('an element is cut short')
    if (id.value === ids.name) name = file.rest(start, Math.min(size.value, 300)).raw.toString('latin1')
    if (id.value === ids.text) text = file.slice(start, size.value)
    if (name !== null && text !== null) {
      if (isWanted(name)) found.take(name, text.raw)
      name = text = null
    }
    at = start + size.value
  }
}

/** A number whose first bits tell its width. With `marked` (ids) they are part of it; sizes of only ones are unknown: null. */
function readNumber(file: Bytes, at: number, marked: boolean): { value: number | null; width: number } {
  const first = file.u8(at)
  const width = Math.clz32(first) - 23
  if (width > 8) throw new Unreadable('its elements end in bytes that are none')
  const mask = 2 ** (8 - width) - 1
  let value = marked ? first : first & mask
  let onlyOnes = (first & mask) === mask
  for (let i = 1; i < width; i++) {
    const next = file.u8(at + i)
    onlyOnes &&= next === 0xff
    value = value * 256 + next
  }
  return { value: !marked && onlyOnes ? null : value, width }
}
