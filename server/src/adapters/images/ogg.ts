import { Bytes, Unreadable } from './bytes.js'
import type { Found } from './found.js'
import { readVorbisComment } from './vorbis-comment.js'

/** What a comment packet begins with: Vorbis, Opus, Theora, FLAC (a metadata block of type 4, perhaps the last). */
const marks = ['\x03vorbis', 'OpusTags', '\x81theora']
/** Comments are the second packet of a stream. */
const headPackets = 3

interface Stream {
  packets: number
  parts: Buffer[]
}

/** Comments of Ogg: Vorbis, Opus, Theora, FLAC inside Ogg; a packet may run over many pages. Format: RFC 3533. */
export function readOgg(file: Bytes, found: Found): void {
  const streams = new Map<number, Stream>()
  let at = 0
  while (at < file.length) {
    found.step()
    if (!file.has(at, 'OggS')) {
      const next = file.raw.indexOf('OggS', at, 'latin1')
      if (next < 0) throw new Unreadable('its pages end in bytes that are none')
      found.tolerate('bytes between its pages were passed over')
      at = next
    }
    const begins = (file.u8(at + 5) & 2) !== 0
    const serial = file.u32(at + 14, true)
    const stream = streams.get(serial) ?? { packets: 0, parts: [] }
    if (streams.size < 64) streams.set(serial, stream)
    const wasOpen = stream.packets < headPackets
    at = readPage(file, at, stream, found)
    if (wasOpen && !begins && [...streams.values()].every((one) => one.packets >= headPackets)) return
  }
  if (![...streams.values()].some((one) => one.packets > 1)) throw new Unreadable()
}

/** Adds a page's bytes to the packets of its stream and gives the position of the next page. */
function readPage(file: Bytes, at: number, stream: Stream, found: Found): number {
  const count = file.u8(at + 26)
  let start = at + 27 + count
  for (let i = 0; i < count; i++) {
    const length = file.u8(at + 27 + i)
    if (stream.packets < headPackets) {
      if (length > 0) stream.parts.push(file.slice(start, length).raw)
      if (length < 255) endPacket(stream, found)
    }
    start += length
  }
  return start
}

function endPacket(stream: Stream, found: Found): void {
  const packet = new Bytes(Buffer.concat(stream.parts))
  stream.parts = []
  stream.packets++
  const mark = marks.find((one) => packet.has(0, one))
  const isFlac = stream.packets > 1 && packet.length > 4 && (packet.u8(0) & 0x7f) === 4
  if (mark !== undefined) found.attempt('its comments', () => readVorbisComment(packet.rest(mark.length), found))
  else if (isFlac) found.attempt('its comments', () => readVorbisComment(packet.rest(4), found))
}
