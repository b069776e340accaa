import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { KeptAnswers } from '../../../core/outside.js'
import { writeAtomically } from '../atomic-write.js'
import { removeOwnFile } from '../trash.js'

const usual = { bytes: 64 * 1024 * 1024, oneBytes: 8 * 1024 * 1024, files: 10_000 }

const MetaSchema = v.object({
  schema: v.literal('greenlight/kept-answer@1'),
  status: v.number(),
  headers: v.array(v.tuple([v.string(), v.string()])),
  at: v.number(),
  direct: v.boolean(),
  size: v.number(),
})

/**
 * `<state>/cache/outside/<hash of the key>`: a line of JSON, then the bytes. No more than 64 MB and 10,000 files in all, the oldest go
 * first; an answer over 8 MB is not kept. Nothing rejects: deleting the folder loses time only.
 */
export function createKeptAnswers(state: string, limits: Partial<typeof usual> = {}): KeptAnswers {
  const folder = join(state, 'cache', 'outside')
  const most = { ...usual, ...limits }
  const pathOf = (key: string) => join(folder, createHash('sha256').update(key).digest('hex'))
  let held: { bytes: number; files: number } | null = null
  return {
    async load(key) {
      try {
        const bytes = await readFile(pathOf(key))
        const end = bytes.indexOf(10)
        const { status, headers, at, direct, size } = v.parse(MetaSchema, JSON.parse(bytes.toString('utf8', 0, end)))
        const body = bytes.subarray(end + 1)
        return end > 0 && body.length === size ? { status, headers: new Map(headers), bytes: body, at, direct } : null
      } catch {
        return null
      }
    },
    async save(key, { status, headers, bytes, at, direct }) {
      if (bytes.length > most.oneBytes) return
      const meta = { schema: 'greenlight/kept-answer@1', status, headers: [...headers], at, direct, size: bytes.length }
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const contents = Buffer.concat([Buffer.from(`${JSON.stringify(meta)}\n`), bytes])
        held ??= total(await filesIn(folder))
        await writeAtomically(pathOf(key), contents, { mode: 0o600 })
        // Counts a file that took the place of an older one twice: then it is counted anew too early, which does no harm.
        held = { bytes: held.bytes + contents.length, files: held.files + 1 }
        if (held.bytes > most.bytes || held.files > most.files) held = await makeRoom(folder, most)
      } catch {
        held = null
      }
    },
  }
}

interface Kept {
  readonly path: string
  readonly size: number
  readonly modified: number
}

async function filesIn(folder: string): Promise<Kept[]> {
  const found: Kept[] = []
  for (const name of await readdir(folder)) {
    const at = await stat(join(folder, name)).catch(() => null)
    if (at?.isFile() === true) found.push({ path: join(folder, name), size: at.size, modified: at.mtimeMs })
  }
  return found
}

function total(files: readonly Kept[]) {
  return { bytes: files.reduce((sum, { size }) => sum + size, 0), files: files.length }
}

/** Down to nine tenths, so that not every answer has to look through the folder. */
async function makeRoom(folder: string, most: typeof usual) {
  const files = (await filesIn(folder)).sort((a, b) => a.modified - b.modified || (a.path < b.path ? -1 : 1))
  const now = total(files)
  if (now.bytes <= most.bytes && now.files <= most.files) return now
  for (const { path, size } of files) {
    if (now.bytes <= most.bytes * 0.9 && now.files <= most.files * 0.9) break
    await removeOwnFile(path)
    now.bytes -= size
    now.files -= 1
  }
  return now
}
