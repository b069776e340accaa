import { mkdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Decision } from '@greenlight/shared/decisions'
import type { Problem } from '@greenlight/shared/problem'
import { decisionKey, sameDecision } from '../../../core/decision-subject.js'
import type { DecisionBook } from '../../../core/ports.js'
import { problem, ProblemError } from '../../../problems.js'
import { writeAtomically } from '../atomic-write.js'
import { codeOf, reasonOf } from '../reason.js'
import { holdLock, LockTaken } from './hold-lock.js'
import type { Fault } from './parse-file.js'
import type { TextChange } from './write-text.js'

/** In the state folder; the person's own text. */
export const decisionsFile = 'decisions.yaml'

/** Bytes of the file, above which it is not read. */
export const maxBytes = 1024 * 1024

type Read = Awaited<ReturnType<DecisionBook['read']>>
const nothing: Read = { decisions: [], problems: [] }

/**
 * Decisions in `<state>/decisions.yaml`. Read anew when the file changed: people edit it. A change reads the file, changes it and puts the new one in
 * its place under a lock, so that neither a crash nor a second writer loses anything. The YAML library is loaded when there is a file.
 */
export function createDecisionBook(state: string): DecisionBook {
  const path = join(state, decisionsFile)
  let kept: { readonly stamp: string; readonly read: Read } | null = null
  let last: Promise<unknown> = Promise.resolve()

  /** One change after the other; the lock is for other processes. */
  function change(make: (before: readonly Decision[]) => TextChange | null): Promise<boolean> {
    const done = last.then(() => write(path, state, make))
    last = done.catch(() => undefined)
    return done
  }

  return {
    async read() {
      const stamp = await stampOf(path)
      if (stamp === '') return nothing
      if (kept !== null && stamp !== null && kept.stamp === stamp) return kept.read
      const read = await readFrom(path)
      kept = stamp === null ? null : { stamp, read }
      return read
    },
    async remember(decisions) {
      if (decisions.length > 0) await change(() => ({ remember: decisions }))
    },
    forget: (decision) => {
      const key = decisionKey(decision)
      return change((before) => (before.some((one) => decisionKey(one) === key) ? { forget: new Set([key]) } : null))
    },
  }
}

/** Empty where there is no file; null where it cannot be looked at: its problem comes with the reading. */
async function stampOf(path: string): Promise<string | null> {
  try {
    const { size, mtimeMs, ino } = await stat(path)
    return `${size} ${mtimeMs} ${ino}`
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? '' : null
  }
}

async function readFrom(path: string): Promise<Read> {
  try {
    const text = await readBounded(path)
    if (text === null) return nothing
    const { readText } = await import('./read-text.js')
    const { decisions, faults } = readText(text)
    return { decisions, problems: faults.map((fault) => unreadable(path, fault)) }
  } catch (error) {
    return { decisions: [], problems: [unreadable(path, { line: null, because: wordsOf(error) })] }
  }
}

async function write(path: string, state: string, make: (before: readonly Decision[]) => TextChange | null): Promise<boolean> {
  const { readText } = await import('./read-text.js')
  const { changeText } = await import('./write-text.js')
  try {
    await mkdir(state, { recursive: true, mode: 0o700 })
    // A link to a file that a team shares stays a link.
    const target = await realpath(path).catch(() => path)
    return await holdLock(join(dirname(target), `.${decisionsFile}.lock`), async () => {
      const before = await readBounded(target)
      const known = readText(before ?? '').decisions
      const change = make(known)
      if (change === null) return false
      const after = changeText(before, change)
      if (typeof after !== 'string') throw refused(path, `${after.line === null ? '' : `line ${after.line}: `}${after.because}`)
      if (Buffer.byteLength(after) > maxBytes) throw refused(path, 'it would be larger than 1 MiB')
      if (!after.isWellFormed() || !holds(readText(after).decisions, known, change)) throw refused(path, 'the choice cannot be written as text')
      await writeAtomically(target, after, { mode: 0o600 })
      return true
    })
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw refused(path, wordsOf(error), error)
  }
}

/** What was known and what came must both be there afterwards: a text that cannot be read back is not written. */
function holds(after: readonly Decision[], known: readonly Decision[], { remember = [], forget = new Set() }: TextChange): boolean {
  const wanted = new Map([...known, ...remember].map((one) => [decisionKey(one), one]))
  for (const key of forget) wanted.delete(key)
  const read = new Map(after.map((one) => [decisionKey(one), one]))
  return read.size === wanted.size && [...wanted].every(([key, one]) => {
    const found = read.get(key)
    return found !== undefined && sameDecision(found, one)
  })
}

/** Null where there is none. Throws what the disk throws, and RangeError above 1 MiB. */
async function readBounded(path: string): Promise<string | null> {
  try {
    const found = await stat(path)
    if (!found.isFile()) throw new RangeError('it is no file')
    if (found.size > maxBytes) throw new RangeError('it is larger than 1 MiB')
    return await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

function wordsOf(error: unknown): string {
  return error instanceof RangeError || error instanceof LockTaken ? error.message : reasonOf(error)
}

function unreadable(path: string, { line, because }: Fault): Problem {
  return problem('DECISIONS_UNREADABLE', { path, because, ...(line === null ? {} : { line }) })
}

function refused(path: string, because: string, cause?: unknown): ProblemError {
  return new ProblemError('DECISIONS_UNWRITABLE', { path, because }, { cause })
}
