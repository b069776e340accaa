import { open } from 'node:fs/promises'
import { codeOf } from '../reason.js'

/** No line of ours is so long; what has no end for longer is not read into memory. */
export const longestLine = 16 * 1024 * 1024
const pieceSize = 64 * 1024
const newline = 10

/** Bytes of a line without its end. `whole`: it has one. `at`: where in the file it begins. */
export interface RawLine {
  readonly bytes: Buffer
  readonly at: number
  readonly whole: boolean
}

/**
 * The lines of a file from byte `from` on, read in pieces; one without an end comes last. A line longer than 16 MiB comes cut,
 * as whole, and ends the reading. Nothing for a file that is not there; rejects with what the system says of others.
 */
export async function* readLines(path: string, from = 0): AsyncGenerator<RawLine, void> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  if (file === null) return
  try {
    let at = from
    let begun: Buffer[] = []
    let length = 0
    const piece = Buffer.alloc(pieceSize)
    for (let offset = from; ; ) {
      const { bytesRead } = await file.read(piece, 0, pieceSize, offset)
      if (bytesRead === 0) break
      offset += bytesRead
      let next = 0
      for (let end = piece.subarray(0, bytesRead).indexOf(newline); end !== -1; end = piece.subarray(0, bytesRead).indexOf(newline, next)) {
        const bytes = Buffer.concat([...begun, piece.subarray(next, end)])
        yield { bytes, at, whole: true }
        at += bytes.length + 1
        begun = []
        length = 0
        next = end + 1
      }
      begun.push(Buffer.from(piece.subarray(next, bytesRead)))
      length += bytesRead - next
      if (length > longestLine) {
        yield { bytes: Buffer.concat(begun).subarray(0, 1000), at, whole: true }
        return
      }
    }
    if (length > 0) yield { bytes: Buffer.concat(begun), at, whole: false }
  } finally {
    await file.close()
  }
}
