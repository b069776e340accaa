import type { JournalLine } from '@greenlight/shared/plans'

const longest = 2000
/** Control characters, line ends of all kinds, and marks that turn the reading direction around. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** A line of the journal as one line for people: `2026-01-31T12:00:00.000Z #7 cli model.add plan 01AR... name=x -> /models/x (12 bytes)`. */
export function auditLine(line: JournalLine): string {
  const words = [line.ts, `#${line.seq}`, line.actor, line.action_type]
  if (line.plan_id !== null) words.push('plan', line.plan_id)
  if (line.compensates !== undefined) words.push('takes back', `#${line.compensates}`)
  for (const [name, value] of Object.entries(line.inputs)) words.push(`${name}=${typeof value === 'string' ? value : JSON.stringify(value) ?? ''}`)
  for (const { path, size } of line.outputs) words.push('->', size === undefined ? path : `${path} (${size} bytes)`)
  const text = words.join(' ').replace(unseen, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return text.length > longest ? `${text.slice(0, longest)} ...` : text
}

/** The number of the line that an audit line tells of; null where it is none. */
export function auditedSeq(text: string): number | null {
  const found = /^\S+ #(\d{1,15}) /.exec(text)?.[1]
  return found === undefined ? null : Number(found)
}
