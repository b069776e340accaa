import type { ByteSource } from '../model-facts.js'

/** What a format's reader wants lies beyond the end of the file, or beyond what it may read. Thrown and caught by readers. */
export class OutOfBytes extends Error {
  constructor(readonly why: 'end' | 'budget') {
    super(why === 'end' ? 'the file ends early' : 'more than may be read')
  }
}

/**
 * Bytes of a file in order, read in windows: the first is the head that was read anyway, later ones begin at `first` bytes and
 * double up to `largest`. Steps over payloads without reading them. Positions are exact: file sizes are below 2^53.
 */
export class Window {
  #bytes: Uint8Array
  #view: DataView
  /** Where the window begins in the file. */
  #from = 0
  #next: number
  #budget: number
  readonly #largest: number
  readonly #source: ByteSource
  /** Position in the file. */
  at = 0

  /** `budget`: bytes that may be read beyond the head; then `OutOfBytes('budget')`. */
  constructor(
    source: ByteSource,
    head: Uint8Array,
    { first, largest, budget }: { first: number; largest: number; budget: number },
  ) {
    this.#source = source
    this.#bytes = head
    this.#view = viewOf(head)
    this.#next = first
    this.#largest = largest
    this.#budget = budget
  }

  get left(): number {
    return this.#source.size - this.at
  }

  /** The offset of `at` in the window, once `length` bytes from there are in it. */
  #need(length: number): number {
    const offset = this.at - this.#from
    if (offset >= 0 && offset + length <= this.#bytes.length) return offset
    if (length > this.left) throw new OutOfBytes('end')
    const wanted = Math.min(Math.max(this.#next, length), this.left)
    if (wanted > this.#budget) throw new OutOfBytes('budget')
    this.#budget -= wanted
    this.#next = Math.min(this.#next * 2, this.#largest)
    this.#bytes = this.#source.read(this.at, wanted)
    this.#view = viewOf(this.#bytes)
    this.#from = this.at
    // The file shrank while it was read.
    if (this.#bytes.length < length) throw new OutOfBytes('end')
    return 0
  }

  readByte(): number {
    const offset = this.#need(1)
    this.at++
    return this.#view.getUint8(offset)
  }

  /** `littleEndian` as DataView takes it; so with the others. */
  readU16(littleEndian: boolean): number {
    const offset = this.#need(2)
    this.at += 2
    return this.#view.getUint16(offset, littleEndian)
  }

  readU32(littleEndian: boolean): number {
    const offset = this.#need(4)
    this.at += 4
    return this.#view.getUint32(offset, littleEndian)
  }

  /** Exact below 2^53; Infinity from there on, which is larger than every file, as whatever is computed from it. */
  readU64(littleEndian: boolean): number {
    const offset = this.#need(8)
    this.at += 8
    const first = this.#view.getUint32(offset, littleEndian)
    const second = this.#view.getUint32(offset + 4, littleEndian)
    const [low, high] = littleEndian ? [first, second] : [second, first]
    return high >= 2 ** 21 ? Infinity : high * 2 ** 32 + low
  }

  readBigInt(littleEndian: boolean, signed: boolean): bigint {
    const offset = this.#need(8)
    this.at += 8
    return signed ? this.#view.getBigInt64(offset, littleEndian) : this.#view.getBigUint64(offset, littleEndian)
  }

  readFloat(bytes: 4 | 8, littleEndian: boolean): number {
    const offset = this.#need(bytes)
    this.at += bytes
    return bytes === 4 ? this.#view.getFloat32(offset, littleEndian) : this.#view.getFloat64(offset, littleEndian)
  }

  /** The next bytes; valid until the next call. */
  readBytes(length: number): Uint8Array {
    const offset = this.#need(length)
    this.at += length
    return this.#bytes.subarray(offset, offset + length)
  }

  skip(length: number): void {
    if (length > this.left) throw new OutOfBytes('end')
    this.at += length
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
