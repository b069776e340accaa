import { be, chars, join, le, type Piece } from './bytes-of.js'

/** One tag: its number and the bytes of its value; type 2 is ASCII, 7 is undefined bytes. */
export interface ExifTag {
  readonly tag: number
  readonly type: number
  readonly value: Uint8Array
}

export function asciiTag(tag: number, text: string): ExifTag {
  return { tag, type: 2, value: join(text, '\0') }
}

/** UserComment as programs write it: a mark of eight bytes, then the text. */
export function userComment(text: string, encoding: 'ascii' | 'unicode-be' | 'unicode-le' | 'jis' | 'none'): ExifTag {
  const wide = Buffer.from(text, 'utf16le')
  const value = {
    ascii: () => join(chars('ASCII\0\0\0'), text),
    'unicode-be': () => join(chars('UNICODE\0'), Buffer.from(wide).swap16()),
    'unicode-le': () => join(chars('UNICODE\0'), wide),
    jis: () => join(chars('JIS\0\0\0\0\0'), text),
    none: () => join(text),
  }[encoding]()
  return { tag: 0x9286, type: 7, value }
}

/** A TIFF block: `first` in the first table, `inner` in the EXIF table that it points to. */
export function exifWith(first: readonly ExifTag[], inner: readonly ExifTag[] = [], order: 'II' | 'MM' = 'II'): Buffer {
  const num = order === 'II' ? le : be
  const firstSize = 2 + 12 * (first.length + (inner.length > 0 ? 1 : 0)) + 4
  const innerAt = 8 + firstSize
  const innerSize = inner.length > 0 ? 2 + 12 * inner.length + 4 : 0
  let valueAt = innerAt + innerSize
  const values: Buffer[] = []
  const entry = ({ tag, type, value }: ExifTag) => {
    const head = join(num(tag, 2), num(type, 2), num(value.length, 4))
    if (value.length <= 4) return join(head, value, Buffer.alloc(4 - value.length))
    const at = valueAt
    const padded = join(value, Buffer.alloc(value.length % 2))
    values.push(padded)
    valueAt += padded.length
    return join(head, num(at, 4))
  }
  const table = (entries: readonly Piece[]) => join(num(entries.length, 2), ...entries, num(0, 4))
  const pointer = join(num(0x8769, 2), num(4, 2), num(1, 4), num(innerAt, 4))
  const firstTable = table([...first.map(entry), ...(inner.length > 0 ? [pointer] : [])])
  const innerTable = inner.length > 0 ? table(inner.map(entry)) : Buffer.alloc(0)
  return join(order, num(42, 2), num(8, 4), firstTable, innerTable, ...values)
}

/** EXIF as ComfyUI writes it into WebP: Model holds the prompt, Make and the tags below it the rest, each as `key:json`. */
export function comfyExif(texts: Readonly<Record<string, string>>, order: 'II' | 'MM' = 'II'): Buffer {
  let next = 0x010f
  const tags = Object.entries(texts).map(([key, text]) => asciiTag(key === 'prompt' ? 0x0110 : next--, `${key}:${text}`))
  return exifWith(tags.sort((a, b) => a.tag - b.tag), [], order)
}
