import { crc32, deflateRawSync } from 'node:zlib'

/** One entry of a zip that may lie about anything. */
export interface MadeEntry {
  readonly name: string | Buffer
  readonly data?: Buffer | string
  readonly mode?: number
  readonly method?: number
  readonly flags?: number
  /** What the header before the bytes says instead. */
  readonly local?: {
    readonly name?: string
    readonly size?: number
    readonly crc?: number
    readonly method?: number
    readonly flags?: number
    readonly packed?: number
  }
  /** What the directory says instead. */
  readonly central?: { readonly size?: number; readonly crc?: number; readonly at?: number; readonly packed?: number }
  /** Bytes between this entry and the next. */
  readonly after?: Buffer
  /** More packed bytes at the end of the stream. */
  readonly more?: Buffer
  readonly extra?: Buffer
  readonly attributes?: number
}

const le = (size: 2 | 4, ...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * size)
  values.forEach((value, at) =>
    size === 2 ? bytes.writeUInt16LE(value & 0xffff, at * 2) : bytes.writeUInt32LE(value >>> 0, at * 4),
  )
  return bytes
}
const [u2, u4] = [(...values: number[]) => le(2, ...values), (...values: number[]) => le(4, ...values)]

export interface MadeZip {
  readonly before?: Buffer
  readonly beforeDirectory?: Buffer
  readonly comment?: Buffer
  readonly count?: number
  readonly directoryAt?: number
  readonly disk?: number
}

/** Bytes of a zip, right where nothing else is asked. */
export function makeZip(entries: readonly MadeEntry[], zip: MadeZip = {}): Buffer {
  const parts = [zip.before ?? Buffer.alloc(0)]
  const lines: Buffer[] = []
  for (const entry of entries) {
    const at = parts.reduce((sum, part) => sum + part.length, 0)
    const data = Buffer.from(entry.data ?? '')
    const method = entry.method ?? 8
    const packed = Buffer.concat([method === 8 ? deflateRawSync(data) : data, entry.more ?? Buffer.alloc(0)])
    const name = Buffer.from(entry.name)
    const flags = entry.flags ?? 0x800
    const sizes = { crc: crc32(data), packed: packed.length, size: data.length }
    const [local, central] = [
      { ...sizes, method, flags, ...entry.local },
      { ...sizes, at, ...entry.central },
    ]
    const localName = Buffer.from(entry.local?.name ?? name)
    const extra = entry.extra ?? Buffer.alloc(0)
    parts.push(
      u4(0x04034b50),
      u2(20, local.flags, local.method, 0, 0x21),
      u4(local.crc, local.packed, local.size),
      u2(localName.length, extra.length),
    )
    parts.push(localName, extra, packed, entry.after ?? Buffer.alloc(0))
    const attributes = entry.attributes ?? (entry.mode ?? 0o100644) * 0x10000
    lines.push(u4(0x02014b50), u2(0x31e, 20, flags, method, 0, 0x21), u4(central.crc, central.packed, central.size))
    lines.push(u2(name.length, extra.length, 0, 0, 0), u4(attributes, central.at), name, extra)
  }
  const directory = Buffer.concat(lines)
  parts.push(zip.beforeDirectory ?? Buffer.alloc(0))
  const at = parts.reduce((sum, part) => sum + part.length, 0)
  const [count, comment] = [zip.count ?? entries.length, zip.comment ?? Buffer.alloc(0)]
  const end = [
    u4(0x06054b50),
    u2(zip.disk ?? 0, 0, count, count),
    u4(directory.length, zip.directoryAt ?? at),
    u2(comment.length),
    comment,
  ]
  return Buffer.concat([...parts, directory, ...end])
}

/** Sizes told after the bytes (APPNOTE 4.3.9). */
export function descriptor(
  data: string,
  lies: { readonly size?: number; readonly crc?: number } = {},
  marked = true,
): Buffer {
  const packed = deflateRawSync(Buffer.from(data)).length
  const truth = [lies.crc ?? crc32(data), packed, lies.size ?? Buffer.byteLength(data)]
  return u4(...(marked ? [0x08074b50] : []), ...truth)
}

/** Field of an entry: tag, bytes. */
export function extraField(tag: number, bytes: Buffer): Buffer {
  return Buffer.concat([u2(tag, bytes.length), bytes])
}
