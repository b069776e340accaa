import { inflateSync } from 'node:zlib'
import { Unreadable } from './bytes.js'
import { decodeLenient } from './decode.js'
import { interpret, isTrace, type Part, type PartName } from './interpret.js'

/** Bounds of one file. `steps`: chunks, boxes, tags, pages; the rest in bytes, but for `texts` and `tolerated`. */
const limits = { texts: 64, textBytes: 64 * 1024 * 1024, inflated: 16 * 1024 * 1024, steps: 1_250_000, tolerated: 32, traceLength: 256 * 1024 }

/** What was found in one file so far, and how much of the budget is left. */
export class Found {
  readonly #parts = new Map<PartName, Part>()
  readonly #traces = new Map<string, string>()
  readonly #tolerated = new Set<string>()
  #texts = 0
  #textBytes = 0
  #inflated = 0
  #steps = 0

  part(name: PartName): string | null {
    return this.#parts.get(name)?.text ?? null
  }

  /** Texts that tell which program made the file, by key. */
  get traces(): readonly { readonly key: string; readonly text: string }[] {
    return [...this.#traces].map(([key, text]) => ({ key, text }))
  }

  get tolerated(): readonly string[] {
    return [...this.#tolerated]
  }

  /** A fault that was read past. The same words are kept once. */
  tolerate(says: string): void {
    if (this.#tolerated.size < limits.tolerated) this.#tolerated.add(says)
  }

  /** Called once for each thing a walker passes. Throws `Unreadable` when one file has too many. */
  step(): void {
    if (++this.#steps > limits.steps) throw new Unreadable('it has more parts than are read')
  }

  /** Does one part of the work; a fault in it is told and ends only this part. */
  attempt(what: string, work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      this.tolerate(`${what}: ${error.message}`)
    }
  }

  /** Decodes the bytes and keeps what they hold. */
  take(key: string, bytes: Uint8Array, decode: (bytes: Uint8Array) => string = decodeLenient): void {
    this.offer(key, this.decode(bytes, decode))
  }

  /** The text of the bytes; empty, and told, where this file has given enough text already. */
  decode(bytes: Uint8Array, decode: (bytes: Uint8Array) => string = decodeLenient): string {
    return this.#claim(bytes.length) ? decode(bytes) : ''
  }

  /** Keeps what a text holds. As in ComfyUI the last of several equal claims wins. */
  offer(key: string, text: string): void {
    if (isTrace(key)) {
      if (text.length <= limits.traceLength) this.#traces.set(key.toLowerCase(), text)
      return
    }
    for (const part of interpret(key, text)) {
      const before = this.#parts.get(part.name)
      if (before?.direct && !part.direct) continue
      if (before && before.direct === part.direct && before.text !== part.text) {
        this.tolerate(`${part.name} stands in it twice with different content; the last one is read`)
      }
      this.#parts.set(part.name, part)
    }
  }

  /** Unpacks zlib bytes. Throws `Unreadable` for a fault and where a file unpacks to more than 16 MiB in all. */
  inflate(bytes: Uint8Array): Buffer {
    try {
      const unpacked = inflateSync(bytes, { maxOutputLength: Math.max(1, limits.inflated - this.#inflated) })
      this.#inflated += unpacked.length
      return unpacked
    } catch (error) {
      if (error instanceof RangeError) {
        this.#inflated = limits.inflated
        throw new Unreadable('it unpacks to more than 16 MiB')
      }
      throw new Unreadable('its compressed text is damaged')
    }
  }

  #claim(bytes: number): boolean {
    this.#texts++
    this.#textBytes += bytes
    const fits = this.#texts <= limits.texts && this.#textBytes <= limits.textBytes
    if (!fits) this.tolerate('it holds more text than is read; the rest was passed over')
    return fits
  }
}
