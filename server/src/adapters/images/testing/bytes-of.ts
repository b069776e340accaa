import { Buffer } from 'node:buffer'

/** Pieces of a file under construction. */
export type Piece = Uint8Array | string

/** Joins pieces; texts are UTF-8. */
export function join(...pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece)))
}

/** One byte a character: magic numbers, box names. */
export function chars(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

export function be(value: number | bigint, width: 1 | 2 | 3 | 4 | 8): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes.subarray(8 - width)
}

export function le(value: number | bigint, width: 1 | 2 | 3 | 4 | 8): Buffer {
  return Buffer.from(be(value, width)).reverse()
}

/** Texts by key, in the order in which they are written. */
export type Texts = Readonly<Record<string, string>>
