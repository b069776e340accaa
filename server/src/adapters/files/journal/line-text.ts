import { createHash } from 'node:crypto'
import { type JournalLine, JournalLineSchema } from '@greenlight/shared/plans'
import * as v from 'valibot'

/** What the first line names as the one before it. */
export const noLine = `sha256:${'0'.repeat(64)}`

/** `sha256:<64 hex>` over the bytes of a line without its end: what the next line calls `prev`. */
export function hashOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** Null: these bytes are no line of a journal. */
export function parseLine(bytes: Uint8Array): JournalLine | null {
  // JSON allows blanks around it, and with them a carriage return; we write none.
  if (bytes[0] !== 0x7b || bytes.at(-1) !== 0x7d) return null
  try {
    const read = v.safeParse(JournalLineSchema, JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

/** A line in the order of requirements.md 6.9, without its end. JSON writes no newline inside it. */
export function lineText(line: JournalLine): string {
  const { seq, ts, actor, action_type, plan_id, inputs, outputs, pre_exists, post_exists, compensates, prev } = line
  const corrects = compensates === undefined ? {} : { compensates }
  return JSON.stringify({ seq, ts, actor, action_type, plan_id, inputs, outputs, pre_exists, post_exists, ...corrects, prev })
}
