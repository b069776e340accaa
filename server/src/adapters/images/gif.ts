import { type Bytes, Unreadable } from './bytes.js'
import type { Found } from './found.js'

/** Comment extensions of a GIF. Format: GIF89a. */
export function readGif(file: Bytes, found: Found): void {
  let at = 13 + tableSize(file.u8(10))
  while (file.u8(at) !== 0x3b) {
    found.step()
    const block = file.u8(at)
    if (block === 0x21) {
      const isComment = file.u8(at + 1) === 0xfe
      const end = skipSubBlocks(file, at + 2, found)
      if (isComment) found.take('comment', joinSubBlocks(file, at + 2, end))
      at = end
    } else if (block === 0x2c) {
      at += 10 + tableSize(file.u8(at + 9))
      at = skipSubBlocks(file, at + 1, found)
    } else throw new Unreadable('its blocks end in bytes that are none')
  }
}

/** Bytes of the colour table that a packed byte announces. */
function tableSize(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0
}

/** Position behind a chain of blocks (length, bytes) that ends with an empty one. */
function skipSubBlocks(file: Bytes, from: number, found: Found): number {
  let at = from
  for (let length = file.u8(at); length > 0; length = file.u8(at)) {
    found.step()
    at += 1 + length
  }
  return at + 1
}

/** Content of such a chain, written into one buffer: a view for each block would cost a hundred times the bytes. */
function joinSubBlocks(file: Bytes, from: number, end: number): Uint8Array {
  const out = Buffer.alloc(end - from)
  let length = 0
  for (let at = from; at < end - 1; at += 1 + file.u8(at)) length += file.raw.copy(out, length, at + 1, at + 1 + file.u8(at))
  return out.subarray(0, length)
}
