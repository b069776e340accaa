import type { JournalLine } from '@greenlight/shared/plans'
import type { JournalDamage } from '../../../core/change-ports.js'
import type { LastLine } from './last-line.js'
import { hashOf, noLine, parseLine } from './line-text.js'
import { type RawLine, readLines } from './read-lines.js'

/** What a journal is, as far as it was read. */
export interface Scan {
  /** Good lines, which is the number of the last one. */
  readonly lines: number
  /** Of the last good line; `noLine` when there is none. */
  readonly hash: string
  /** Bytes up to the end of the last good line. */
  readonly end: number
  /** Bytes of an unfinished last line. */
  readonly torn: number
  readonly damaged: JournalDamage | null
}

interface Options {
  /** Byte to begin at: the first line that begins after it is taken as it is, the chain is checked from there. */
  readonly from?: number
  /** What is known of the last line from when it was written. */
  readonly last?: LastLine | null
  /** Gets every good line, oldest first, each once the line after it bears it out. */
  readonly onLine?: (line: JournalLine) => void
}

interface Read {
  readonly line: JournalLine
  readonly hash: string
  readonly end: number
}

const altered = 'it is not as it was written'

/** Reads a journal line by line and checks its chain; names the line that was altered, not the one where that shows. */
export async function scanJournal(path: string, { from = 0, last = null, onLine }: Options = {}): Promise<Scan> {
  let good: Read | null = null
  const stopped = (read: Read | null, torn: number, damaged: JournalDamage | null = null): Scan => {
    if (read !== null) onLine?.(read.line)
    return { lines: read?.line.seq ?? 0, hash: read?.hash ?? noLine, end: read?.end ?? 0, torn, damaged }
  }
  const blameLast = (read: Read): Scan => ({ lines: read.line.seq - 1, hash: noLine, end: 0, torn: 0, damaged: { line: read.line.seq, says: altered } })

  for await (const { raw, next } of withNext(from)) {
    if (!raw.whole) return stopped(good, raw.bytes.length)
    const line = parseLine(raw.bytes)
    // A disk that lost its power may have written the end of the last line before its middle.
    if (line === null && raw.bytes.includes(0) && next?.whole !== true) return stopped(good, raw.bytes.length + 1 + (next?.bytes.length ?? 0))
    const before: Read | null = good
    const number = before !== null ? before.line.seq + 1 : from > 0 ? (line?.seq ?? 0) : 1
    if (line === null) return stopped(before, 0, { line: number, says: 'it is no line of a journal' })
    if (line.seq !== number) return stopped(before, 0, { line: number, says: `it says that it is line ${line.seq}` })
    const read: Read = { line, hash: hashOf(raw.bytes), end: raw.at + raw.bytes.length + 1 }
    if (line.prev !== (before?.hash ?? noLine) && !(from > 0 && before === null)) {
      // Either this line's `prev` was altered or the line before it: the line after this one knows how this one was.
      return before !== null && stands(read, next, last) ? blameLast(before) : stopped(before, 0, { line: number, says: altered })
    }
    if (before !== null) onLine?.(before.line)
    good = read
  }
  return good !== null && last?.seq === good.line.seq && last.hash !== good.hash ? blameLast(good) : stopped(good, 0)

  /** Each line with the one after it. */
  async function* withNext(start: number): AsyncGenerator<{ readonly raw: RawLine; readonly next: RawLine | null }> {
    let raw: RawLine | null = null
    let skip = start > 0
    for await (const next of readLines(path, start)) {
      if (raw !== null && !skip) yield { raw, next }
      if (raw !== null) skip = false
      raw = next
    }
    if (raw !== null && !skip) yield { raw, next: null }
  }
}

function stands(read: Read, next: RawLine | null, last: LastLine | null): boolean {
  if (next?.whole === true) return parseLine(next.bytes)?.prev === read.hash
  return last?.seq === read.line.seq ? last.hash === read.hash : true
}
