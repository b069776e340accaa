import { be, chars, join, le, type Piece } from './bytes-of.js'

function riffChunk(type: string, content: Uint8Array, padded: boolean): Buffer {
  return join(chars(type), le(content.length, 4), content, padded && content.length % 2 === 1 ? '\0' : '')
}

/** A WebP whose picture chunk holds no real picture. `unpadded`: as writers that forget the NUL after odd chunks. */
export function webpWith(chunks: { exif?: Uint8Array; xmp?: string }, options: { unpadded?: boolean } = {}): Buffer {
  const padded = options.unpadded !== true
  const body = join(
    riffChunk('VP8X', Buffer.from([8, 0, 0, 0, 0, 0, 0, 0, 0, 0]), padded),
    riffChunk('VP8L', Buffer.from([0x2f, 1, 2, 3, 4]), padded),
    chunks.exif ? riffChunk('EXIF', chunks.exif, padded) : '',
    chunks.xmp === undefined ? '' : riffChunk('XMP ', join(chunks.xmp), padded),
  )
  return join('RIFF', le(body.length + 4, 4), 'WEBP', body)
}

export function jpegSegment(marker: number, content: Uint8Array): Buffer {
  return join(Buffer.from([0xff, marker]), be(content.length + 2, 2), content)
}

/** The segments of a JPEG before its pixels; the pixels are a few bytes that no viewer shows. */
export function jpegWith(parts: { exif?: Uint8Array; xmp?: string; comment?: string }): Buffer {
  return join(
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xe0, chars('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
    parts.exif ? jpegSegment(0xe1, join('Exif\0\0', parts.exif)) : '',
    parts.xmp === undefined ? '' : jpegSegment(0xe1, join('http://ns.adobe.com/xap/1.0/\0', parts.xmp)),
    parts.comment === undefined ? '' : jpegSegment(0xfe, join(parts.comment)),
    Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]),
  )
}

/** A GIF of one pixel with a comment, cut into blocks of 255 bytes as the format wants. */
export function gifWith(comment: string): Buffer {
  const bytes = Buffer.from(comment)
  const blocks: Piece[] = []
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.subarray(at, at + 255)
    blocks.push(be(block.length, 1), block)
  }
  const screen = join('GIF89a', le(1, 2), le(1, 2), Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255]))
  const picture = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0])
  return join(screen, picture, Buffer.from([0x21, 0xfe]), ...blocks, '\0', Buffer.from([0x3b]))
}

/** An XMP packet with a description, as an element inside `rdf:Alt`. */
export function xmpWith(description: string): string {
  const text = description.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description rdf:about="">' +
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:description>` +
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
  )
}

/** ComfyUI's SVG: both texts in one JSON object inside CDATA. `values` are JSON texts. */
export function svgWith(values: Readonly<Record<string, string>>): Buffer {
  const members = Object.entries(values).map(([key, value]) => `${JSON.stringify(key)}: ${value}`)
  return join(
    '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">',
    `<metadata><![CDATA[{${members.join(', ')}}]]></metadata><path d="M0 0h1v1z"/></svg>`,
  )
}

/** The head of an OpenEXR file with text attributes. */
export function exrWith(texts: Readonly<Record<string, string>>): Buffer {
  const attributes = Object.entries(texts).map(([key, text]) => join(`${key}\0string\0`, le(Buffer.byteLength(text), 4), text))
  return join(Buffer.from([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0]), ...attributes, '\0', Buffer.alloc(16))
}
