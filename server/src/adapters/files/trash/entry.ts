import { closeSync, fsyncSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { ulidMaker } from '../../../core/ulid.js'
import { ProblemError } from '../../../problems.js'
import { reasonOf } from '../reason.js'

/** The part of `node:path` that is needed: tests name the other platform's. */
type Flavour = Pick<path.PlatformPath, 'basename' | 'join'>

export interface EntryTools {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly randomBytes: (count: number) => Uint8Array
}

const EntrySchema = v.object({ from: v.string(), plan: v.nullable(v.string()), at: v.string() })
export type Entry = v.InferOutput<typeof EntrySchema>

export const recordName = 'entry.json'

export function trashFolder(state: string): string {
  return path.join(state, 'trash')
}

/**
 * The name that a thing has in its entry: its own, unless the record's own file has that one on some disk. Null for what has no name,
 * such as a root.
 */
export function nameInEntry(from: string, flavour: Pick<Flavour, 'basename'> = path): string | null {
  const name = flavour.basename(from)
  if (name === '' || name === '.' || name === '..') return null
  return name.normalize('NFKC').toLowerCase() === recordName ? `${name}.taken` : name
}

/**
 * Makes an entry and its record, on the disk when it answers: `place` is free for the thing that comes from `from`. WRITE_REFUSED.
 * A crash before the thing comes leaves an entry that is not listed.
 */
export function recordEntry(state: string, of: { readonly from: string; readonly plan: string | null }, { now, randomBytes }: EntryTools): { readonly id: string; readonly place: string } {
  return recordAs(ulidMaker(now, randomBytes)(), state, of, now())
}

export function recordAs(id: string, state: string, of: { readonly from: string; readonly plan: string | null }, now: number): { readonly id: string; readonly place: string } {
  const name = nameInEntry(of.from)
  if (name === null) throw new ProblemError('WRITE_REFUSED', { path: of.from, because: 'it has no name' })
  const folder = path.join(trashFolder(state), id)
  try {
    const made = mkdirSync(trashFolder(state), { recursive: true, mode: 0o700 })
    mkdirSync(folder, { mode: 0o700 })
    const entry: Entry = { from: of.from, plan: of.plan, at: new Date(now).toISOString() }
    writeFileSync(path.join(folder, recordName), `${JSON.stringify(entry, null, 2)}\n`, { flag: 'wx', mode: 0o600, flush: true })
    syncFolders([folder, trashFolder(state), ...(made === undefined ? [] : [state])])
  } catch (error) {
    throw new ProblemError('WRITE_REFUSED', { path: folder, because: reasonOf(error) }, { cause: error })
  }
  return { id, place: path.join(folder, name) }
}

/** Null where there is no record, or none that is understood. */
export async function readRecord(folder: string): Promise<Entry | null> {
  try {
    const read = v.safeParse(EntrySchema, JSON.parse(await readFile(path.join(folder, recordName), 'utf8')))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

/** Windows cannot open a folder, some network drives cannot sync one: there the write has to do. */
function syncFolders(folders: readonly string[]): void {
  if (process.platform === 'win32') return
  for (const folder of folders) {
    const file = openSync(folder, 'r')
    try {
      fsyncSync(file)
    } catch {
      // See above.
    } finally {
      closeSync(file)
    }
  }
}
