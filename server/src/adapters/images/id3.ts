import { Bytes, Unreadable } from './bytes.js'
import { readFlac } from './flac.js'
import type { Found } from './found.js'
import { readId3Frame } from './id3-frame.js'

/**
 * ID3v2 tag before MP3 (or FLAC) sound: TXXX with a description, COMM. Versions 2.2, 2.3, 2.4. Format: id3.org
 * "ID3 tag version 2.4.0" and its predecessors. Sound without a tag carries nothing and is no fault.
 */
export function readMp3(file: Bytes, found: Found): void {
  if (!file.has(0, 'ID3')) return
  const version = file.u8(3)
  const flags = file.u8(5)
  const size = syncSafe(file, 6)
  if (size > file.length - 10) found.tolerate('its ID3 tag is cut short')
  if (version < 2 || version > 4) throw new Unreadable(`its ID3 tag has the unknown version 2.${version}`)
  const body = file.rest(10, size)
  const tag = flags & 0x80 && version < 4 ? withoutStuffing(body) : body
  found.attempt('its ID3 tag', () => readFrames(tag, version, (flags & 0x40) !== 0, found))
  const sound = file.rest(10 + size)
  if (sound.has(0, 'fLaC')) found.attempt('FLAC', () => readFlac(sound, found))
}

function readFrames(tag: Bytes, version: number, extended: boolean, found: Found): void {
  const head = version === 2 ? 6 : 10
  let at = extended && version > 2 ? (version === 4 ? syncSafe(tag, 0) : 4 + tag.u32(0)) : 0
  while (at + head <= tag.length && tag.u8(at) !== 0) {
    found.step()
    const type = tag.chars(at, version === 2 ? 3 : 4)
    if (!/^[A-Z0-9]+$/.test(type)) throw new Unreadable('its frames end in bytes that are none')
    const size = version === 2 ? tag.u24(at + 3) : version === 3 ? tag.u32(at + 4) : sizeOf24(tag, at)
    const flags = version === 2 ? 0 : tag.u16(at + 8)
    if (at + head + size > tag.length) throw new Unreadable(`its ${type} frame is cut short`)
    const body = tag.slice(at + head, size)
    if (wanted.has(type)) found.attempt(`its ${type} frame`, () => readId3Frame(type, plainBody(body, version, flags, found), found))
    at += head + size
  }
}

const wanted = new Set(['TXXX', 'TXX', 'COMM', 'COM'])

/** Takes off what the frame's flags put around its content. */
function plainBody(body: Bytes, version: number, flags: number, found: Found): Bytes {
  const isNew = version === 4
  if (flags & (isNew ? 0x04 : 0x40)) throw new Unreadable('it is encrypted')
  const grouped = flags & (isNew ? 0x40 : 0x20) ? 1 : 0
  const packed = (flags & (isNew ? 0x08 : 0x80)) !== 0
  const counted = isNew ? (flags & 0x01 ? 4 : 0) : packed ? 4 : 0
  const bare = body.rest(grouped + counted)
  const plain = isNew && flags & 0x02 ? withoutStuffing(bare) : bare
  return packed ? new Bytes(found.inflate(plain.raw)) : plain
}

/** 2.4 sizes have 7 bits a byte; some writers kept 8. The one behind which a frame, padding or the end stands is right. */
function sizeOf24(tag: Bytes, at: number): number {
  const plain = tag.u32(at + 4)
  const safe = syncSafe(tag, at + 4)
  if (plain === safe || endsWell(tag, at + 10 + safe) || !endsWell(tag, at + 10 + plain)) return safe
  return plain
}

function endsWell(tag: Bytes, at: number): boolean {
  if (at >= tag.length) return at === tag.length
  return tag.u8(at) === 0 || (at + 4 <= tag.length && /^[A-Z0-9]{4}$/.test(tag.chars(at, 4)))
}

function syncSafe(bytes: Bytes, at: number): number {
  return [0, 1, 2, 3].reduce((sum, i) => sum * 128 + (bytes.u8(at + i) & 0x7f), 0)
}

/** Takes the NUL out that writers put behind each 0xFF so that no player mistakes it for sound. */
function withoutStuffing(bytes: Bytes): Bytes {
  const out = Buffer.alloc(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    out[length++] = bytes.u8(at)
    if (bytes.raw[at] === 0xff && bytes.raw[at + 1] === 0) at++
  }
  return new Bytes(out.subarray(0, length))
}
