import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

/** The chain guards every line but the last one; this guards that. */
export interface LastLine {
  readonly seq: number
  readonly hash: string
}

const LastLineSchema = v.object({ seq: v.number(), hash: v.string() })
const fileOf = (folder: string): string => join(folder, 'last-line.json')

/** Null where nothing is known: a crash came between a line and its note, or the note is torn. It is never ahead of the journal but where that was torn. */
export async function readLastLine(folder: string): Promise<LastLine | null> {
  try {
    const read = v.safeParse(LastLineSchema, JSON.parse(await readFile(fileOf(folder), 'utf8')))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

/** `sync`: it must be on the disk before what comes next. A note that cannot be written is worth no failure: an absent one guards nothing, a torn one neither. */
export async function writeLastLine(folder: string, last: LastLine, options: { readonly sync: boolean }): Promise<void> {
  const file = await open(fileOf(folder), 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify(last))
    if (options.sync) await file.sync()
  } finally {
    await file.close()
  }
}
