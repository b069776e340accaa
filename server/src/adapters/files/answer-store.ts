import { createHash } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { AnswerStore } from '../../core/ports.js'
import { writeAtomically } from './atomic-write.js'

/** `proof` is the SHA-256 of object_info.json: two files cannot be written in one step, and a torn pair must not be believed. */
const MetaSchema = v.object({
  schema: v.literal('greenlight/answers@1'),
  key: v.string(),
  recordedAt: v.string(),
  comfyui: v.nullable(v.string()),
  models: v.nullable(v.record(v.string(), v.array(v.string()))),
  proof: v.string(),
})
type Meta = v.InferOutput<typeof MetaSchema>

const maxBytes = 64 * 1024 * 1024

/**
 * Keeps ComfyUI's answers in `<state>/installations/<16 hex of SHA-256 of the key>/`: the node list as it came, and
 * `meta.json`. What is damaged or of another key counts as nothing. `save` rejects with the system's error.
 */
export function createAnswerStore(stateFolder: string): AnswerStore {
  const folderOf = (key: string) => join(stateFolder, 'installations', sha256(key).slice(0, 16))
  return {
    async load(key) {
      const folder = folderOf(key)
      const meta = await readMeta(folder)
      if (meta === null || meta.key !== key) return null
      const bytes = await readBounded(join(folder, 'object_info.json'))
      if (bytes === null || sha256(bytes) !== meta.proof) return null
      const { recordedAt, comfyui, models } = meta
      return { recordedAt, comfyui, objectInfo: bytes.toString('utf8'), models }
    },
    async save(key, { recordedAt, comfyui, objectInfo, models }) {
      const folder = folderOf(key)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const proof = sha256(objectInfo)
      // The node list seldom changes and is megabytes; the small file is written each time and last.
      const before = await readMeta(folder)
      if (before?.proof !== proof || !(await holds(folder, objectInfo))) {
        await writeAtomically(join(folder, 'object_info.json'), objectInfo, { mode: 0o600 })
      }
      const copied =
        models === null ? null : Object.fromEntries(Object.entries(models).map(([name, list]) => [name, [...list]]))
      const meta: Meta = { schema: 'greenlight/answers@1', key, recordedAt, comfyui, models: copied, proof }
      await writeAtomically(join(folder, 'meta.json'), `${JSON.stringify(meta)}\n`, { mode: 0o600 })
    },
  }
}

async function readMeta(folder: string): Promise<Meta | null> {
  const bytes = await readBounded(join(folder, 'meta.json'))
  if (bytes === null) return null
  try {
    const read = v.safeParse(MetaSchema, JSON.parse(bytes.toString('utf8')))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

async function readBounded(path: string): Promise<Buffer | null> {
  const found = await stat(path).catch(() => null)
  if (found === null || !found.isFile() || found.size > maxBytes) return null
  return readFile(path).catch(() => null)
}

async function holds(folder: string, text: string): Promise<boolean> {
  const found = await stat(join(folder, 'object_info.json')).catch(() => null)
  return found?.size === Buffer.byteLength(text)
}

function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}
