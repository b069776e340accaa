import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { type JournalLine, JournalLineSchema } from '@greenlight/shared/plans'
import * as v from 'valibot'
import type { Journal, JournalEntry } from '../../../core/change-ports.js'
import { ProblemError } from '../../../problems.js'
import { syncFolder } from '../atomic-write.js'
import { inTurn } from '../in-turn.js'
import { codeOf, reasonOf } from '../reason.js'
import { lastAudited, writeAudit } from './audit-log.js'
import { readLastLine, writeLastLine } from './last-line.js'
import { hashOf, lineText, parseLine } from './line-text.js'
import { readJournal } from './read-journal.js'
import { longestLine } from './read-lines.js'
import { scanJournal } from './scan-journal.js'
import { settleTail, sizeOf, type Tail } from './tail.js'

export interface JournalTools {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** A copy without secrets. */
  readonly redact: (value: unknown) => unknown
}

const EntrySchema = v.omit(JournalLineSchema, ['seq', 'ts', 'prev'])
/** Audit lines that a crash left unwritten and that are written later; it leaves one. */
const mostLate = 100

/**
 * The receipts of a state folder (requirements.md 6.9): `journal/journal.jsonl`, and `journal/audit.log` for people. One process at a
 * time may append (see StateLock); in a process any number of these share one file.
 */
export function createJournal(state: string, { now, redact }: JournalTools): Journal {
  const folder = join(state, 'journal')
  const path = join(folder, 'journal.jsonl')
  let known: Tail | null = null
  let audited = -1
  /** Damage was seen, perhaps before what is checked as a rule. */
  let doubted = false

  const textOf = (entry: JournalEntry, tail: Tail): string =>
    lineText({ ...v.parse(EntrySchema, redact(entry)), seq: tail.seq + 1, ts: new Date(now()).toISOString(), prev: tail.hash })

  const settle = async (): Promise<Tail> => {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 })
    const tail = await settleTail(folder, path, textOf, doubted ? Infinity : undefined)
    if (made !== undefined) await syncFolder(state)
    return tail
  }

  const write = async (text: string, tail: Tail): Promise<Tail> => {
    const bytes = Buffer.from(`${text}\n`)
    if (bytes.length > longestLine) throw new RangeError('a line of the journal is too long')
    const file = await open(path, 'a', 0o600)
    try {
      const { bytesWritten } = await file.write(bytes)
      if (bytesWritten !== bytes.length) throw new ProblemError('DISK_FULL', { path, need: bytes.length, free: bytesWritten })
      await file.sync()
    } finally {
      await file.close()
    }
    if (tail.size === 0) await syncFolder(folder)
    return { seq: tail.seq + 1, hash: hashOf(bytes.subarray(0, -1)), size: tail.size + bytes.length }
  }

  const append = async (entry: JournalEntry): Promise<JournalLine> => {
    const tail = known !== null && (await sizeOf(path)) === known.size ? known : await settle()
    // Whatever fails from here on: the end is looked at anew.
    known = null
    const text = textOf(entry, tail)
    const line = parseLine(Buffer.from(text))
    if (line === null) throw new TypeError('an entry of the journal is not as agreed')
    known = await write(text, tail)
    // For people and for later checks: the line itself is on the disk whatever becomes of these.
    await writeLastLine(folder, known, { sync: false }).catch(() => undefined)
    await audit(line).catch(() => undefined)
    return line
  }

  const audit = async (line: JournalLine): Promise<void> => {
    const before = audited === line.seq - 1 ? audited : await lastAudited(folder)
    const late = before < line.seq - 1 ? await readJournal(folder, path, { after: Math.max(before, line.seq - 1 - mostLate) }) : []
    await writeAudit(folder, late.length === 0 ? [line] : late)
    audited = line.seq
  }

  const sawDamage = (): void => {
    known = null
    doubted = true
  }

  return {
    append: (entry) => inTurn(path, () => append(entry).catch((error: unknown) => Promise.reject(coded(error, path)))),
    read: ({ onDamage, ...filter } = {}) =>
      readJournal(folder, path, {
        ...filter,
        onDamage(damage) {
          sawDamage()
          onDamage?.(damage)
        },
      }),
    async verify() {
      const { lines, torn, damaged } = await scanJournal(path, { last: await readLastLine(folder) })
      if (damaged !== null) sawDamage()
      return { lines, torn, damaged }
    },
  }
}

/** What the disk says, as a problem; all else as it is. */
function coded(error: unknown, path: string): unknown {
  const code = codeOf(error)
  if (code === '' || error instanceof ProblemError || !(error instanceof Error && 'syscall' in error)) return error
  if (['EDQUOT', 'EFBIG', 'ENOSPC'].includes(code)) return new ProblemError('DISK_FULL', { path }, { cause: error })
  return new ProblemError('WRITE_REFUSED', { path, because: reasonOf(error) }, { cause: error })
}
