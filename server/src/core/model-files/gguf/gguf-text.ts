import { decodeLoosely } from '../bytes.js'
import type { FaultList } from '../faults.js'
import { formatBytes } from '../words.js'
import { OutOfBytes, type Window } from '../window.js'

/** The rest cannot be read; why stands in the fault list. Thrown and caught inside of this folder. */
export class Unreadable extends Error {}

/** More bytes than a header may have in all, so no length of a part of it. */
export const absurdLength = 64 * 1024 * 1024
/** Names and keys end below 64 KiB by the format. */
const maxName = 65_535
const keptText = 4096

/** Reads the numbers and texts of one GGUF file in its byte order and with the widths of its version. */
export class GgufText {
  constructor(
    readonly window: Window,
    readonly faults: FaultList,
    readonly littleEndian: boolean,
    /** Version 1 counts in 32 bits. */
    readonly wide: boolean,
  ) {}

  stop(code: string, says: string): never {
    this.faults.blocks(code, () => says)
    throw new Unreadable(code)
  }

  readU32(): number {
    return this.window.readU32(this.littleEndian)
  }

  readCount(): number {
    return this.wide ? this.window.readU64(this.littleEndian) : this.readU32()
  }

  /** Makes sure that `count` of something, `bytes` each at least, can still follow; before anything is made of the count. */
  checkRoom(count: number, bytes: number, what: string): void {
    if (count * bytes <= this.window.left) return
    if (count * bytes <= absurdLength) throw new OutOfBytes('end')
    const said = Number.isFinite(count) ? String(count) : 'more than 2^53'
    this.stop('lying_count', `It declares ${said} ${what}, more than the file can hold.`)
  }

  /** The length of the text that follows, checked. */
  readLength(): number {
    const length = this.readCount()
    this.checkRoom(length, 1, 'bytes of one text')
    return length
  }

  readName(what: string): string {
    const length = this.readLength()
    if (length > maxName) this.stop('lying_count', `It has a ${what} of ${formatBytes(length)}.`)
    return decodeLoosely(this.window.readBytes(length))
  }

  /** A text value, its first 4 KiB. */
  readText(): string {
    const length = this.readLength()
    const text = decodeLoosely(this.window.readBytes(Math.min(length, keptText)))
    if (length > keptText) this.window.skip(length - keptText)
    return text
  }
}
