import { crc32, deflateSync } from 'node:zlib'
import { be, chars, join, type Piece, type Texts } from './bytes-of.js'

/** How texts are written: tEXt as Pillow does for Latin-1, compressed zTXt, UTF-8 iTXt plain or compressed, `comf` as ComfyUI's animations. */
export type PngTextKind = 'tEXt' | 'zTXt' | 'iTXt' | 'iTXt-compressed' | 'comf'

export function pngChunk(type: string, content: Uint8Array): Buffer {
  const named = join(chars(type), content)
  return join(be(content.length, 4), named, be(crc32(named), 4))
}

export function pngText(kind: PngTextKind, key: string, text: string): Buffer {
  if (kind === 'zTXt') return pngChunk('zTXt', join(chars(`${key}\0\0`), deflateSync(text)))
  if (kind === 'iTXt') return pngChunk('iTXt', join(chars(`${key}\0\0\0`), 'en\0', `${key}\0`, text))
  if (kind === 'iTXt-compressed') return pngChunk('iTXt', join(chars(`${key}\0\x01\0\0\0`), deflateSync(text)))
  return pngChunk(kind, join(chars(`${key}\0`), text))
}

export const pngHead = join(chars('\x89PNG\r\n\x1a\n'), pngChunk('IHDR', join(be(1, 4), be(1, 4), Buffer.from([8, 2, 0, 0, 0]))))
export const pngPixels = pngChunk('IDAT', deflateSync(Buffer.from([0, 40, 160, 80])))
export const pngEnd = pngChunk('IEND', Buffer.alloc(0))

/** A PNG of one green pixel that any viewer shows, with these texts before (or `after`) its pixels. */
export function pngWith(texts: Texts, options: { kind?: PngTextKind; after?: boolean; chunks?: readonly Piece[] } = {}): Buffer {
  const chunks = Object.entries(texts).map(([key, text]) => pngText(options.kind ?? 'tEXt', key, text))
  const extra = options.chunks ?? []
  return options.after
    ? join(pngHead, pngPixels, ...chunks, ...extra, pngEnd)
    : join(pngHead, ...chunks, ...extra, pngPixels, pngEnd)
}
