import { Buffer } from 'node:buffer'

export const mebibyte = 1024 * 1024

/** Input of BLAKE3's published test vectors: byte i is i modulo 251. */
export function patternOf(length: number): Uint8Array {
  return Buffer.alloc(length, Uint8Array.from({ length: 251 }, (_, i) => i))
}

/** Byte i is `(i * 31 + (i >>> 16)) & 255`: no two MiB are alike. */
export function rampOf(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let from = 0; from < length; from += 65536) {
    const row = Uint8Array.from({ length: 256 }, (_, i) => (i * 31 + (from >>> 16)) & 255)
    bytes.subarray(from, from + 65536).set(Buffer.alloc(Math.min(65536, length - from), row))
  }
  return bytes
}

/** The same bytes with one of them turned over. */
export function withOtherByte(bytes: Uint8Array, at: number): Uint8Array {
  const other = bytes.slice()
  other.fill((other[at] ?? 0) ^ 0xff, at, at + 1)
  return other
}
