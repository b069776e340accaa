import type { ByteSource } from '../../model-facts.js'
import { stop } from './stop.js'

const windowBytes = 64 * 1024
const longestPiece = 1024 * 1024

/** Bytes that may still be read for one file, all its pickles together. */
export interface ReadBudget {
  bytes: number
}

/**
 * Reads forward through a source in windows of 64 KiB; what is skipped is not read. Every method stops the pickle as torn where
 * the source ends, and as over the bounds where the budget does.
 */
export class ByteCursor {
  /** Offset of the next byte. */
  #at: number
  #window: Uint8Array = new Uint8Array(0)
  #from = 0
  readonly #source: ByteSource
  readonly #budget: ReadBudget

  constructor(source: ByteSource, at: number, budget: ReadBudget) {
    this.#source = source
    this.#at = at
    this.#from = at
    this.#budget = budget
  }

  get at(): number {
    return this.#at
  }

  byte(): number {
    const value = this.#window[this.#at - this.#from] ?? this.#refill(1)[0]
    if (value === undefined) return stop('torn')
    this.#at += 1
    return value
  }

  /** A view that is good until the next read. */
  bytes(length: number): Uint8Array {
    if (length > longestPiece) return stop('bounds')
    const start = this.#at - this.#from
    const fits = start >= 0 && start + length <= this.#window.length
    const piece = fits ? this.#window.subarray(start, start + length) : this.#refill(length).subarray(0, length)
    if (piece.length < length) return stop('torn')
    this.#at += length
    return piece
  }

  skip(length: number): void {
    this.require(length)
    this.#at += length
  }

  /** Stops unless so many bytes follow. */
  require(length: number): void {
    if (this.#at + length > this.#source.size) stop('torn')
  }

  /** Up to a line feed, which is read and left out. */
  line(): Uint8Array {
    let length = 0
    for (;;) {
      if (this.#at - this.#from + length >= this.#window.length) {
        if (length >= longestPiece) return stop('bounds')
        if (this.#refill(length + 1).length <= length) return stop('torn')
      }
      const start = this.#at - this.#from
      const end = this.#window.indexOf(0x0a, start + length)
      if (end >= 0) {
        this.#at += end + 1 - start
        return this.#window.subarray(start, end)
      }
      length = this.#window.length - start
    }
  }

  /** Little endian, without sign. Beyond 2^53 nothing can follow in a file, so the pickle is torn. */
  number(bytes: 1 | 2 | 4 | 8): number {
    const piece = this.bytes(bytes)
    let value = 0
    for (let index = bytes - 1; index >= 0; index--) value = value * 256 + (piece[index] ?? 0)
    return Number.isSafeInteger(value) ? value : stop('torn')
  }

  #refill(length: number): Uint8Array {
    const wanted = Math.max(0, Math.min(Math.max(length, windowBytes), this.#source.size - this.#at))
    if (wanted > this.#budget.bytes) return stop('bounds')
    this.#budget.bytes -= wanted
    this.#window = this.#source.read(this.#at, wanted)
    this.#from = this.#at
    return this.#window
  }
}
