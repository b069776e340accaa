import { createReadStream } from 'node:fs'
import { parseJson } from '../read-json.js'
import type { LineRange } from '../compact/built-view.js'

const newline = 0x0a
/** Longest line that is read. */
const maxLine = 16 * 1024 * 1024
const maxFile = 1024 * 1024 * 1024

export interface ReadLine {
  readonly value: unknown
  readonly range: LineRange
}

/**
 * Values of a text file with one JSON document a line, and where each lies. A line that cannot be read is counted in `bad` and
 * hides no other; the file is never in memory as a whole. Ends quietly when the file cannot be read: `bad` is then -1.
 */
export async function readLines(path: string, take: (line: ReadLine) => void): Promise<number> {
  let bad = 0
  let at = 0
  let rest: Buffer[] = []
  let held = 0
  const end = (piece: Buffer) => {
    const bytes = rest.length === 0 ? piece : Buffer.concat([...rest, piece])
    const length = held + piece.length
    const parsed = length > maxLine || bytes.length === 0 ? null : parseJson(bytes)
    if (parsed !== null) take({ value: parsed.value, range: [at, length] })
    else if (bytes.toString('utf8').trim() !== '') bad += 1
    at += length + 1
    rest = []
    held = 0
  }
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, end: maxFile - 1 })) {
      if (!(chunk instanceof Buffer)) continue
      let from = 0
      for (let to = chunk.indexOf(newline); to >= 0; to = chunk.indexOf(newline, from)) {
        end(chunk.subarray(from, to))
        from = to + 1
      }
      const tail = chunk.subarray(from)
      held += tail.length
      // Of a line that is too long only its length is kept.
      if (held <= maxLine) rest.push(tail)
    }
    if (held > 0) end(Buffer.alloc(0))
    return bad
  } catch {
    return -1
  }
}
