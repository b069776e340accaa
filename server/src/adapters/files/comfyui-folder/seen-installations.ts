import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import * as v from 'valibot'
import { writeAtomically } from '../atomic-write.js'
import { readText } from './read-text.js'
import type { ServerFlags } from './server-flags.js'

/** An installation as its ComfyUI showed it when it last ran: where it lies, and what its command line moved. */
export interface SeenInstallation {
  readonly root: string
  /** Where its ComfyUI answered. */
  readonly url: string
  readonly flags: ServerFlags
}

/** What was seen, by address of the ComfyUI and by root of its folder. Nothing of it rejects. */
export interface SeenInstallations {
  at(key: string): Promise<SeenInstallation | null>
  keep(keys: readonly string[], seen: SeenInstallation): Promise<void>
}

const FolderSchema = v.pipe(v.string(), v.check(isAbsolute))
const SeenSchema = v.object({
  schema: v.literal('greenlight/seen@1'),
  key: v.string(),
  root: FolderSchema,
  url: v.string(),
  flags: v.object({
    baseDirectory: v.exactOptional(FolderSchema),
    modelsDirectory: v.exactOptional(FolderSchema),
    userDirectory: v.exactOptional(FolderSchema),
    inputDirectory: v.exactOptional(FolderSchema),
    outputDirectory: v.exactOptional(FolderSchema),
    extraModelPathsConfig: v.exactOptional(v.array(FolderSchema)),
  }),
})

/** Kept in `<state>/installations/<16 hex of SHA-256 of the key>/seen.json`. Damaged, or of another key, counts as nothing. */
export function createSeenInstallations(stateFolder: string): SeenInstallations {
  const folderOf = (key: string) => join(stateFolder, 'installations', createHash('sha256').update(key).digest('hex').slice(0, 16))
  const fileOf = (key: string) => join(folderOf(key), 'seen.json')
  return {
    async at(key) {
      const text = await readText(fileOf(key))
      const read = v.safeParse(SeenSchema, text === null ? null : parsed(text))
      return read.success && read.output.key === key ? { root: read.output.root, url: read.output.url, flags: read.output.flags } : null
    },
    async keep(keys, { root, url, flags }) {
      for (const key of keys) {
        const text = `${JSON.stringify({ schema: 'greenlight/seen@1', key, root, url, flags })}\n`
        // It is asked every few seconds and seldom changes.
        if ((await readText(fileOf(key))) === text) continue
        // A full disk takes the memory away, not the answer; whoever keeps the node list tells of it.
        await mkdir(folderOf(key), { recursive: true, mode: 0o700 })
          .then(() => writeAtomically(fileOf(key), text, { mode: 0o600 }))
          .catch(() => undefined)
      }
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
