import { crc32 } from 'node:zlib'
import { type Bytes, Unreadable } from './bytes.js'
import { readExif } from './exif.js'
import type { Found } from './found.js'
import { isWanted } from './interpret.js'
import { readXmp } from './xmp.js'

const xmpKey = 'XML:com.adobe.xmp'

/**
 * Text of a PNG: chunks tEXt, zTXt, iTXt and eXIf, and `comf`, which ComfyUI writes behind the pictures of an animation.
 * Walks on past IDAT and IEND. Format: W3C PNG, chapters 5 and 11. Pixels are never decoded.
 */
export function readPng(file: Bytes, found: Found): void {
  let at = 8
  let ended = false
  while (at < file.length) {
    found.step()
    const type = at + 8 > file.length ? '' : file.chars(at + 4, 4)
    if (!/^[A-Za-z]{4}$/.test(type)) {
      if (ended) return found.tolerate('bytes follow the end of the picture')
      throw new Unreadable(type === '' ? undefined : 'its chunks end in bytes that are none')
    }
    const length = file.u32(at)
    if (at + 8 + length > file.length) throw new Unreadable(`its ${type} chunk is cut short`)
    const reader = readers.get(type)
    if (reader && length > 0) {
      if (!hasGoodSum(file, at, length)) found.tolerate(`a ${type} chunk has a wrong check sum`)
      found.attempt(`a ${type} chunk`, () => reader(file.slice(at + 8, length), found))
    }
    ended ||= type === 'IEND'
    at += 12 + length
  }
  if (!ended) throw new Unreadable()
}

function hasGoodSum(file: Bytes, at: number, length: number): boolean {
  const end = at + 8 + length
  return end + 4 <= file.length && crc32(file.raw.subarray(at + 4, end)) === file.u32(end)
}

const readers = new Map<string, (chunk: Bytes, found: Found) => void>([
  ['tEXt', readPlain],
  ['comf', readPlain],
  ['zTXt', readCompressed],
  ['iTXt', readInternational],
  ['eXIf', readExif],
])

/** Keyword, NUL, text. */
function readPlain(chunk: Bytes, found: Found): void {
  const end = chunk.find(0, 0)
  const key = keywordOf(chunk, end)
  if (isWanted(key)) found.take(key, chunk.rest(end + 1).raw)
}

/** Keyword, NUL, method 0, zlib bytes. */
function readCompressed(chunk: Bytes, found: Found): void {
  const end = chunk.find(0, 0)
  const key = keywordOf(chunk, end)
  if (!isWanted(key)) return
  if (chunk.u8(end + 1) !== 0) throw new Unreadable('its text is compressed in an unknown way')
  found.take(key, found.inflate(chunk.rest(end + 2).raw))
}

/** Keyword, NUL, compressed 0 or 1, method 0, language, NUL, translated keyword, NUL, UTF-8 text. */
function readInternational(chunk: Bytes, found: Found): void {
  const end = chunk.find(0, 0)
  const key = keywordOf(chunk, end)
  if (key !== xmpKey && !isWanted(key)) return
  const packed = chunk.u8(end + 1) !== 0
  if (packed && chunk.u8(end + 2) !== 0) throw new Unreadable('its text is compressed in an unknown way')
  const start = chunk.find(0, chunk.find(0, end + 3) + 1) + 1
  const rest = chunk.rest(start).raw
  const text = packed ? found.inflate(rest) : rest
  if (key === xmpKey) readXmp(found.decode(text), found)
  else found.take(key, text)
}

function keywordOf(chunk: Bytes, end: number): string {
  return end > 79 ? '' : chunk.chars(0, end)
}
