import { be, chars, join, le, type Piece, type Texts } from './bytes-of.js'

/** A Vorbis comment block. */
export function vorbisComment(texts: Texts): Buffer {
  const entries = Object.entries(texts).map(([key, text]) => join(`${key}=${text}`))
  const sized = entries.map((entry) => join(le(entry.length, 4), entry))
  return join(le(4, 4), 'test', le(entries.length, 4), ...sized)
}

/** A FLAC without sound: stream info, padding, comments. */
export function flacWith(texts: Texts): Buffer {
  const comment = vorbisComment(texts)
  return join('fLaC', be(0, 1), be(34, 3), Buffer.alloc(34), be(1, 1), be(8, 3), Buffer.alloc(8), be(0x84, 1), be(comment.length, 3), comment)
}

const packets = {
  vorbis: (texts: Texts) => [join('\x01vorbis', Buffer.alloc(23)), join('\x03vorbis', vorbisComment(texts), '\x01')],
  opus: (texts: Texts) => [join('OpusHead', Buffer.alloc(11)), join('OpusTags', vorbisComment(texts))],
  flac: (texts: Texts) => [
    join('\x7fFLAC', Buffer.alloc(47)),
    join(be(0x84, 1), be(vorbisComment(texts).length, 3), vorbisComment(texts)),
  ],
}

/** An Ogg file: head page, then the comment packet over as many pages as it needs, then a page of sound. */
export function oggWith(texts: Texts, codec: keyof typeof packets = 'vorbis'): Buffer {
  const [head = Buffer.alloc(0), comment = Buffer.alloc(0)] = packets[codec](texts)
  return join(...pagesOf(head, 2), ...pagesOf(comment, 0), ...pagesOf(Buffer.alloc(50), 0), ...pagesOf(Buffer.alloc(50), 4))
}

function pagesOf(packet: Buffer, flags: number): Buffer[] {
  const lacing = [...Array<number>(Math.floor(packet.length / 255)).fill(255), packet.length % 255]
  const pages: Buffer[] = []
  for (let first = 0; first < lacing.length; first += 255) {
    const sizes = lacing.slice(first, first + 255)
    const from = first * 255
    const body = packet.subarray(from, from + sizes.reduce((sum, size) => sum + size, 0))
    const flag = first > 0 ? flags | 1 : flags
    pages.push(join('OggS', be(0, 1), be(flag, 1), le(0, 8), le(77, 4), le(pages.length, 4), le(0, 4), be(sizes.length, 1), Buffer.from(sizes), body))
  }
  return pages
}

const syncSafe = (value: number) => Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f))

/** An ID3 frame of version 2.2, 2.3 or 2.4. */
export function id3Frame(version: 2 | 3 | 4, type: string, ...content: readonly Piece[]): Buffer {
  const body = join(...content)
  if (version === 2) return join(type, be(body.length, 3), body)
  return join(type, version === 4 ? syncSafe(body.length) : be(body.length, 4), be(0, 2), body)
}

/** An MP3 of one silent frame behind a tag of these frames. */
export function mp3WithFrames(version: 2 | 3 | 4, frames: readonly Piece[], flags = 0): Buffer {
  const body = join(...frames, Buffer.alloc(10))
  return join('ID3', be(version, 1), be(0, 1), be(flags, 1), syncSafe(body.length), body, chars('\xff\xfb\x90\x64'), Buffer.alloc(413))
}

/** TXXX frames, UTF-8 in version 2.4, else UTF-16 with its mark, as ffmpeg writes them. */
export function mp3With(texts: Texts, version: 2 | 3 | 4 = 4): Buffer {
  const wide = (text: string) => join(Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le'))
  const frames = Object.entries(texts).map(([key, text]) =>
    version === 4
      ? id3Frame(4, 'TXXX', be(3, 1), `${key}\0${text}`)
      : id3Frame(version, version === 2 ? 'TXX' : 'TXXX', be(1, 1), wide(key), be(0, 2), wide(text)),
  )
  return mp3WithFrames(version, frames)
}
