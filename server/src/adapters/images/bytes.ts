/** A fault in foreign bytes that ends the reading of one part. Its message says what was met, in words for people. */
export class Unreadable extends Error {
  constructor(says = 'it is cut short') {
    super(says)
    this.name = 'Unreadable'
  }
}

/** Foreign bytes with checked reads: a read beyond the end throws `Unreadable`, never gives another file's or no bytes. */
export class Bytes {
  readonly raw: Buffer

  constructor(bytes: Uint8Array) {
    this.raw = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get length(): number {
    return this.raw.length
  }

  u8(at: number): number {
    const value = this.raw[at]
    if (value === undefined) throw new Unreadable()
    return value
  }

  u16(at: number, little = false): number {
    this.#need(at, 2)
    return little ? this.raw.readUInt16LE(at) : this.raw.readUInt16BE(at)
  }

  u24(at: number): number {
    return this.u16(at) * 256 + this.u8(at + 2)
  }

  u32(at: number, little = false): number {
    this.#need(at, 4)
    return little ? this.raw.readUInt32LE(at) : this.raw.readUInt32BE(at)
  }

  /** Inexact above 2^53: such a value lies beyond every file and fails in the read that uses it. */
  u64(at: number, little = false): number {
    const high = this.u32(little ? at + 4 : at, little)
    return high * 0x1_0000_0000 + this.u32(little ? at : at + 4, little)
  }

  /** A view of exactly `length` bytes; no copy. */
  slice(at: number, length: number): Bytes {
    this.#need(at, length)
    return new Bytes(this.raw.subarray(at, at + length))
  }

  /** Everything from `at` on, at most `length` bytes of it. Empty beyond the end. */
  rest(at: number, length = Infinity): Bytes {
    return new Bytes(this.raw.subarray(Math.max(0, at), Math.max(0, at) + Math.min(length, this.length)))
  }

  /** One character a byte, as magic numbers and box names are compared. */
  chars(at: number, length: number): string {
    this.#need(at, length)
    return this.raw.toString('latin1', at, at + length)
  }

  /** Whether `text` (one byte a character) stands at `at`. False beyond the end. */
  has(at: number, text: string): boolean {
    return at >= 0 && at + text.length <= this.length && this.raw.toString('latin1', at, at + text.length) === text
  }

  /** Position of the next byte of this value, or the end. */
  find(value: number, from: number): number {
    const at = this.raw.indexOf(value, from)
    return at < 0 ? this.length : at
  }

  #need(at: number, length: number): void {
    if (!(at >= 0 && length >= 0 && at + length <= this.length)) throw new Unreadable()
  }
}
