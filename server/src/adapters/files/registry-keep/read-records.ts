import { readFile, stat } from 'node:fs/promises'
import * as v from 'valibot'
import type { Problem } from '@greenlight/shared/problem'
import { problem } from '../../../problems.js'
import { codeOf, reasonOf } from '../reason.js'

const maxBytes = 256 * 1024 * 1024
/** Numbers of bad lines that are named. */
const named = 5

export interface Records<T> {
  readonly records: readonly T[]
  readonly problems: readonly Problem[]
}

/** Reads a file of one JSON record a line. Bad lines are told and hide no other; an absent file is an empty one. */
export async function readRecords<T>(path: string, schema: v.GenericSchema<unknown, T>): Promise<Records<T>> {
  const text = await readText(path)
  if (typeof text !== 'string') return { records: [], problems: text === null ? [] : [text] }
  const records: T[] = []
  const bad: number[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const record = readRecord(line, schema)
    if (record === null) bad.push(at + 1)
    else records.push(record)
  }
  if (bad.length === 0) return { records, problems: [] }
  const because = `no record in line ${bad.slice(0, named).join(', ')}${bad.length > named ? ` and ${bad.length - named} more` : ''}`
  return { records, problems: [problem('REGISTRY_KEEP_UNREADABLE', { path, because })] }
}

/** Null when the text is no such record. */
export function readRecord<T>(text: string, schema: v.GenericSchema<unknown, T>): T | null {
  try {
    const read = v.safeParse(schema, JSON.parse(text))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

/** The text without a byte order mark; null when there is no such file, a problem when it cannot be read. */
export async function readText(path: string): Promise<string | Problem | null> {
  try {
    const found = await stat(path)
    if (!found.isFile()) return problem('REGISTRY_KEEP_UNREADABLE', { path, because: 'it is no file' })
    if (found.size > maxBytes)
      return problem('REGISTRY_KEEP_UNREADABLE', { path, because: 'it is larger than 256 MiB' })
    return new TextDecoder().decode(await readFile(path))
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? null : problem('REGISTRY_KEEP_UNREADABLE', { path, because: reasonOf(error) })
  }
}
