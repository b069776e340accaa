import { crc32, deflateRawSync } from 'node:zlib'
import { le } from './opcodes.js'

export interface ZipPart {
  readonly name: string
  readonly bytes: Uint8Array
  readonly deflate?: boolean
  /** What the local header calls it. */
  readonly localName?: string
  readonly crc?: number
  readonly flags?: number
  readonly method?: number
}

export interface ZipShape {
  /** 64-bit end record and locator, as torch always writes them. */
  readonly wide?: boolean
  readonly comment?: Uint8Array
  readonly entriesLess?: number
}

/** A zip archive with sizes only in the directory, as torch writes it. */
export function writeZip(parts: readonly ZipPart[], shape: ZipShape = {}): Uint8Array {
  const pieces: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  const add = (bytes: Uint8Array): void => {
    pieces.push(bytes)
    at += bytes.length
  }
  for (const part of parts) {
    const content = part.deflate === true ? deflateRawSync(part.bytes) : part.bytes
    const method = part.method ?? (part.deflate === true ? 8 : 0)
    const name = new TextEncoder().encode(part.name)
    const localName = new TextEncoder().encode(part.localName ?? part.name)
    const flags = part.flags ?? 0x808
    const crc = part.crc ?? crc32(part.bytes)
    const sizes = [...le(content.length, 4), ...le(part.bytes.length, 4)]
    const offset = at
    add(
      Uint8Array.from([
        0x50,
        0x4b,
        3,
        4,
        0,
        0,
        ...le(flags, 2),
        ...le(method, 2),
        ...le(0, 4),
        ...le(0, 12),
        ...le(localName.length, 2),
        0,
        0,
      ]),
    )
    add(localName)
    add(content)
    add(Uint8Array.from([0x50, 0x4b, 7, 8, ...le(crc, 4), ...sizes]))
    const head = [0x50, 0x4b, 1, 2, 0, 0, 0, 0, ...le(flags, 2), ...le(method, 2), ...le(0, 4), ...le(crc, 4), ...sizes]
    directory.push(Uint8Array.from([...head, ...le(name.length, 2), ...le(0, 12), ...le(offset, 4), ...name]))
  }
  const from = at
  for (const entry of directory) add(entry)
  const length = at - from
  const count = parts.length - (shape.entriesLess ?? 0)
  const wide = shape.wide ?? true
  if (wide) {
    const wideAt = at
    const counts = [...le(count, 8), ...le(count, 8), ...le(length, 8), ...le(from, 8)]
    add(Uint8Array.from([0x50, 0x4b, 6, 6, ...le(44, 8), 0, 0, 0, 0, ...le(0, 8), ...counts]))
    add(Uint8Array.from([0x50, 0x4b, 6, 7, ...le(0, 4), ...le(wideAt, 8), ...le(1, 4)]))
  }
  const said = wide ? [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff] : [...le(length, 4), ...le(from, 4)]
  const comment = shape.comment ?? new Uint8Array(0)
  add(
    Uint8Array.from([
      0x50,
      0x4b,
      5,
      6,
      0,
      0,
      0,
      0,
      ...le(count, 2),
      ...le(count, 2),
      ...said,
      ...le(comment.length, 2),
    ]),
  )
  add(comment)
  return concat(pieces)
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
