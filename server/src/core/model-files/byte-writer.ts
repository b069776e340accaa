/** Text into growing UTF-8 bytes. Joining a million short texts first would make hundreds of MB of garbage. */
export class ByteWriter {
  #bytes = new Uint8Array(16 * 1024)
  #at = 0

  write(text: string): void {
    // A UTF-16 unit takes at most three bytes.
    if (this.#at + text.length * 3 > this.#bytes.length) this.#grow(text.length * 3)
    const bytes = this.#bytes
    let at = this.#at
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (code > 127) {
        this.#at = at + encoder.encodeInto(text.slice(index), bytes.subarray(at)).written
        return
      }
      bytes[at] = code
      at++
    }
    this.#at = at
  }

  #grow(wanted: number): void {
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + wanted))
    larger.set(this.#bytes.subarray(0, this.#at))
    this.#bytes = larger
  }

  taken(): Uint8Array {
    return this.#bytes.subarray(0, this.#at)
  }
}

const encoder = new TextEncoder()
