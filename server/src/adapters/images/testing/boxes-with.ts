import { be, chars, join, type Piece, type Texts } from './bytes-of.js'

export function box(type: string, ...content: readonly Piece[]): Buffer {
  const body = join(...content)
  return join(be(body.length + 8, 4), chars(type), body)
}

/** A box whose size stands in 64 bits behind its type. */
export function wideBox(type: string, ...content: readonly Piece[]): Buffer {
  const body = join(...content)
  return join(be(1, 4), chars(type), be(body.length + 16, 8), body)
}

const textEntry = (text: string) => box('data', be(1, 4), be(0, 4), text)
const fileType = (brand: string) => box('ftyp', brand, be(512, 4), `${brand}isom`)

/** `keys` and `ilst` inside `udta/meta`, as ffmpeg writes with use_metadata_tags and ComfyUI asks for. `quickTime`: `meta` without version. */
export function keyedMeta(texts: Texts, quickTime = false): Buffer {
  const names = Object.keys(texts).map((key) => box('mdta', key))
  const entries = Object.values(texts).map((text, index) => box(be(index + 1, 4).toString('latin1'), textEntry(text)))
  const handler = box('hdlr', be(0, 8), 'mdta', be(0, 8), be(0, 4), be(0, 1))
  const children = [handler, box('keys', be(0, 4), be(names.length, 4), ...names), box('ilst', ...entries)]
  return box('meta', quickTime ? '' : be(0, 4), ...children)
}

/** An iTunes list: `\u00a9cmt` as ffmpeg writes a comment without use_metadata_tags. */
export function itunesMeta(texts: Texts): Buffer {
  const entries = Object.entries(texts).map(([type, text]) => box(type, textEntry(text)))
  return box('meta', be(0, 4), box('hdlr', be(0, 8), 'mdirappl', be(0, 8), be(0, 1)), box('ilst', ...entries))
}

/** An MP4 whose `moov` stands at the end, behind the pictures. */
export function mp4With(meta: Uint8Array, brand = 'isom'): Buffer {
  return join(fileType(brand), box('free'), wideBox('mdat', Buffer.alloc(1000, 7)), box('moov', box('mvhd', be(0, 4)), box('udta', meta)))
}

/** A QuickTime movie with a text entry of its own kind: 16-bit length, language, text. */
export function movWith(comment: string): Buffer {
  const text = Buffer.from(comment)
  const entry = box('\u00a9cmt', be(text.length % 65_536, 2), be(0x55c4, 2), text)
  return join(fileType('qt  '), box('mdat', Buffer.alloc(10)), box('moov', box('trak', box('udta')), box('udta', entry)))
}

/** An AVIF without pictures: an EXIF entry, found through `iinf` and `iloc`; `inside` puts its bytes into `idat`. */
export function avifWith(exif: Uint8Array, options: { inside?: boolean; xmp?: string; brand?: string } = {}): Buffer {
  const exifItem = join(be(6, 4), 'Exif\0\0', exif)
  const xmpItem = join(options.xmp ?? '')
  const build = (base: number) => {
    const infos = [infoEntry(1, 'Exif', ''), infoEntry(2, 'mime', 'application/rdf+xml\0')]
    const places = [placeEntry(1, base, exifItem.length, options), placeEntry(2, base + exifItem.length, xmpItem.length, options)]
    const iloc = box('iloc', be(0x01_000000, 4), Buffer.from([0x44, 0x00]), be(places.length, 2), ...places)
    const idat = options.inside ? box('idat', exifItem, xmpItem) : ''
    return join(fileType(options.brand ?? 'avif'), box('meta', be(0, 4), box('iinf', be(0, 4), be(infos.length, 2), ...infos), iloc, idat))
  }
  if (options.inside) return build(0)
  const head = build(0).length
  return join(build(head + 8), box('mdat', exifItem, xmpItem))
}

function infoEntry(id: number, type: string, content: string): Buffer {
  return box('infe', be(0x02_000000, 4), be(id, 2), be(0, 2), type, '\0', content)
}

function placeEntry(id: number, at: number, length: number, options: { inside?: boolean }): Buffer {
  return join(be(id, 2), be(options.inside ? 1 : 0, 2), be(0, 2), be(1, 2), be(at, 4), be(length, 4))
}
