import { open, stat } from 'node:fs/promises'
import { type JournalEntry } from '../../../core/change-ports.js'
import { ProblemError } from '../../../problems.js'
import { codeOf } from '../reason.js'
import { readLastLine, writeLastLine } from './last-line.js'
import { hashOf } from './line-text.js'
import { type Scan, scanJournal } from './scan-journal.js'

/** Where the next line goes. */
export interface Tail {
  readonly seq: number
  readonly hash: string
  /** Bytes of the file. */
  readonly size: number
}

/** Bytes of the end whose chain is checked before a process appends its first line; all of a journal of less. */
const checked = 4 * 1024 * 1024

export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0
    throw error
  }
}

/** The end of a journal, its beginning too where it is damaged or its end tells nothing. */
async function scanTail(folder: string, path: string, bytes = checked): Promise<Scan> {
  const [size, last] = [await sizeOf(path), await readLastLine(folder)]
  const end = size > bytes ? await scanJournal(path, { from: size - bytes, last }) : null
  return end === null || end.damaged !== null || end.lines === 0 ? scanJournal(path, { last }) : end
}

/**
 * Finds the end, makes sure that it is whole, and says where the next line goes. An unfinished last line is cut off:
 * the line that tells of it is written over its beginning first, so that no crash loses that it was there. JOURNAL_DAMAGED.
 * `write`: makes the text of that line. `bytes`: of the end whose chain is checked.
 */
export async function settleTail(folder: string, path: string, write: (entry: JournalEntry, tail: Tail) => string, bytes?: number): Promise<Tail> {
  const scan = await scanTail(folder, path, bytes)
  if (scan.damaged !== null) throw new ProblemError('JOURNAL_DAMAGED', { line: scan.damaged.line, because: scan.damaged.says })
  const tail = { seq: scan.lines, hash: scan.hash, size: scan.end }
  const last = await readLastLine(folder)
  // The note tells of a line that was torn: it must not speak against the one that comes in its place.
  if (last !== null && last.seq > tail.seq) await writeLastLine(folder, { seq: tail.seq, hash: tail.hash }, { sync: true })
  return scan.torn === 0 ? tail : cutOff(path, scan.torn, tail, write)
}

async function cutOff(path: string, torn: number, tail: Tail, write: (entry: JournalEntry, tail: Tail) => string): Promise<Tail> {
  const file = await open(path, 'r+')
  try {
    const rest = Buffer.alloc(torn)
    await file.read(rest, 0, torn, tail.size)
    // What a power loss left may end in a newline; without it, it stays an unfinished line whatever comes between.
    if (rest.includes(10)) {
      await file.truncate(tail.size + rest.indexOf(10))
      await file.sync()
    }
    const text = write(
      {
        actor: 'greenlight',
        action_type: 'journal.cut',
        plan_id: null,
        inputs: { bytes: torn, sha256: hashOf(rest) },
        outputs: [],
        pre_exists: null,
        post_exists: null,
      },
      tail,
    )
    const bytes = Buffer.from(`${text}\n`)
    for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done, bytes.length - done, tail.size + done)).bytesWritten
    await file.truncate(tail.size + bytes.length)
    await file.sync()
    return { seq: tail.seq + 1, hash: hashOf(bytes.subarray(0, -1)), size: tail.size + bytes.length }
  } finally {
    await file.close()
  }
}
