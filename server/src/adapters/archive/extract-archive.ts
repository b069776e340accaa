import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, mkdir, open, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createBudget, type Limits, usualLimits } from './budget.js'
import { ArchiveRefusal, type RefusalCode } from './refusal.js'
import { type Source, sourceOf } from './source.js'
import { extractTar } from './tar/extract-tar.js'
import { gunzip } from './tar/gunzip.js'
import { createTreeWriter, type JoinSafely } from './tree-writer.js'
import { extractZip } from './zip/extract-zip.js'

export interface ArchiveParts {
  readonly joinSafely: JoinSafely
  /** Removes a folder of our own with all that is in it; absent is fine. */
  readonly removeOwn: (path: string) => Promise<void>
  readonly limits?: Limits
}
export interface ExtractAsk {
  /** The archive's file: zip, tar or gzipped tar, told by its first bytes. */
  readonly archive: string
  /** The folder to be made; its parent is there, it is not. */
  readonly to: string
  readonly signal: AbortSignal
  /** Bytes written so far. */
  readonly progress?: (done: number) => void
}
export type Extracted =
  | {
      readonly ok: true
      readonly files: number
      readonly bytes: number
      /** The single top folder that was taken off. */ readonly top: string | null
    }
  | { readonly ok: false; readonly code: RefusalCode; readonly because: string }

/** Node's own errors that mean the archive asks for what this disk cannot do. */
const ofTheDisk = new Set(['EEXIST', 'EILSEQ', 'EINVAL', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'ENOTDIR', 'EPERM'])

/**
 * Unpacks files and folders into a new folder, or nothing at all. Contents are written beside `to` first and renamed at the end. A refusal
 * is a value; rejects with the signal's reason and with the system's errors of a disk that cannot go on (ENOSPC, EACCES, EIO).
 */
export async function extractArchive(parts: ArchiveParts, ask: ExtractAsk): Promise<Extracted> {
  ask.signal.throwIfAborted()
  const staging = join(dirname(ask.to), `.${basename(ask.to).slice(0, 60)}.${randomBytes(6).toString('hex')}.unpacking`)
  const handle = await open(ask.archive, constants.O_RDONLY)
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) return { ok: false, code: 'not-an-archive', because: 'it is not a file' }
    await mkdir(staging, 0o755)
    return await fill(parts, ask, staging, sourceOf(handle, stat.size))
  } catch (error) {
    if (error instanceof ArchiveRefusal) return { ok: false, code: error.code, because: error.message }
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (ofTheDisk.has(code)) return { ok: false, code: 'disk', because: `this disk cannot hold it as it is (${code})` }
    throw error
  } finally {
    await handle.close()
    await parts.removeOwn(staging)
  }
}

async function fill(parts: ArchiveParts, ask: ExtractAsk, staging: string, source: Source): Promise<Extracted> {
  const limits = parts.limits ?? usualLimits
  const budget = createBudget(limits, source.size)
  const root = join(staging, 'pack')
  await mkdir(root, 0o755)
  const progress = () => ask.progress?.(budget.done)
  const tree = createTreeWriter({ root, joinSafely: parts.joinSafely, budget, signal: ask.signal, progress })
  const head = await source.read(0, Math.min(source.size, 512))
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) await extractTar(gunzip(source), tree, budget)
  else if (head.toString('latin1', 0, 2) === 'PK') await extractZip(source, tree, budget, limits)
  else if (head.length === 512 && head.toString('latin1', 257, 262) === 'ustar')
    await extractTar(source.stream(0, source.size), tree, budget)
  else throw new ArchiveRefusal('not-an-archive', 'it is neither a zip nor a tar')
  if (tree.files === 0) throw new ArchiveRefusal('bad-structure', 'there are no files in it')
  ask.signal.throwIfAborted()
  const top = tree.top()
  if (await isThere(ask.to)) throw new ArchiveRefusal('disk', 'its folder is there already')
  await rename(top === null ? root : join(root, top), ask.to)
  return { ok: true, files: tree.files, bytes: budget.done, top }
}

/** A rename would go over an empty folder. */
async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
