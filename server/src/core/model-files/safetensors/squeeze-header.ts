import type { ByteSource } from '../../model-facts.js'

/** Longer strings of a large header are left out: no name or value that matters is as long. */
const longString = 64 * 1024
/** Small enough that the collector keeps up with them: 4 MiB at once doubles what 50 MB of text cost. */
const windowBytes = 256 * 1024
/** Bytes of a string that are looked at one by one; then `indexOf`, which is ten times faster and costs more to call. */
const nearby = 64

const quoteMark = 34
const backslash = 92
const leftOut = new TextEncoder().encode('(left out)')

/**
 * The bytes from `from` to `to` of a header of many MiB, read in windows, with a mark in place of each string of more than
 * 64 KiB; so 50 MB of embedded text cost neither memory nor time. Fewer bytes only where the file ends early. What is left out
 * is not checked for UTF-8.
 */
export function squeezeHeader(source: ByteSource, head: Uint8Array, from: number, to: number): Uint8Array {
  const squeezer = new Squeezer()
  squeezer.add(head.subarray(from, Math.min(head.length, to)))
  for (let at = head.length; at < to; at += windowBytes) squeezer.add(source.read(at, Math.min(windowBytes, to - at)))
  return squeezer.finish()
}

class Squeezer {
  readonly #parts: Uint8Array[] = []
  #length = 0
  #inString = false
  /** Bytes of the open string so far. */
  #seen = 0
  /** An odd number of backslashes stands right before the next byte. */
  #escaped = false
  /** How much stood before the open string began in an earlier window: so far it is taken back when it turns out long. */
  #before = { parts: 0, length: 0 }

  add(window: Uint8Array): void {
    let at = 0
    // Bytes from here on are wanted and not taken yet; `opened`: where the open string began, -1 for an earlier window.
    let kept = 0
    let opened = -1
    while (at < window.length) {
      if (!this.#inString) {
        while (at < window.length && window[at] !== quoteMark) at++
        if (at === window.length) break
        at++
        opened = at
        this.#inString = true
        this.#seen = 0
        continue
      }
      const end = this.#findEnd(window, at)
      this.#seen += end - at
      at = end
      if (end === window.length) break
      if (this.#seen > longString) {
        this.#leaveOut(window.subarray(kept, Math.max(kept, opened)), opened === -1)
        kept = end
      }
      this.#inString = false
      at = end + 1
    }
    if (!this.#inString) return this.#keep(window.subarray(kept))
    if (opened !== -1) {
      this.#keep(window.subarray(kept, opened))
      this.#before = { parts: this.#parts.length, length: this.#length }
      kept = opened
    }
    if (this.#seen <= longString) this.#keep(window.subarray(kept))
  }

  /** Where the string ends, at its quotation mark; the window's length where it does not end in it. */
  #findEnd(window: Uint8Array, from: number): number {
    let at = from
    const near = Math.min(window.length, from + nearby)
    for (;;) {
      if (this.#escaped && at < window.length) {
        this.#escaped = false
        at++
      }
      while (at < near && window[at] !== quoteMark && window[at] !== backslash) at++
      if (at >= near) break
      if (window[at] === quoteMark) return at
      this.#escaped = true
      at++
    }
    return at >= window.length ? window.length : this.#findFarEnd(window, at)
  }

  #findFarEnd(window: Uint8Array, from: number): number {
    let search = from
    for (;;) {
      const found = window.indexOf(quoteMark, search)
      const end = found === -1 ? window.length : found
      let slashes = 0
      while (end - 1 - slashes >= from && window[end - 1 - slashes] === backslash) slashes++
      if (found === -1) this.#escaped = slashes % 2 === 1
      if (found === -1 || slashes % 2 === 0) return end
      search = found + 1
    }
  }

  #keep(part: Uint8Array): void {
    if (part.length === 0) return
    this.#parts.push(part)
    this.#length += part.length
  }

  /** `before`: what is wanted of this window up to the string. */
  #leaveOut(before: Uint8Array, sinceEarlier: boolean): void {
    if (sinceEarlier) {
      this.#parts.length = this.#before.parts
      this.#length = this.#before.length
    } else this.#keep(before)
    this.#keep(leftOut)
  }

  finish(): Uint8Array {
    const joined = new Uint8Array(this.#length)
    let at = 0
    for (const part of this.#parts) {
      joined.set(part, at)
      at += part.length
    }
    return joined
  }
}
