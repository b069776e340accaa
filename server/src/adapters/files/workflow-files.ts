import { open, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Problem } from '@greenlight/shared/problem'
import type { FoundFile, WorkflowFiles } from '../../core/ports.js'
import { problem } from '../../problems.js'
import { codeOf, reasonOf } from './reason.js'
import { walkFiles } from './walk.js'

/** The largest file that is read, in bytes. */
const maxBytes = 64 * 1024 * 1024

/** Every kind of file in which ComfyUI, or a node pack, stores a workflow. */
export const carriers = new Set(
  '.json .png .webp .jpg .jpeg .avif .gif .mp4 .mov .m4v .webm .mkv .flac .ogg .opus .mp3 .svg .glb .latent'.split(' '),
)

type Listed = { ok: true; path: string } | { ok: false; path: string; problem: Problem }

/** Workflow files on this disk. A file named by itself is taken whatever its ending; a folder gives what may hold a workflow. */
export function createWorkflowFiles(): WorkflowFiles {
  return {
    async list(paths) {
      const listed: Listed[] = []
      for (const path of paths) listed.push(...(await listOne(path)))
      return listed
    },
    read: readWorkflowFile,
  }
}

async function listOne(path: string): Promise<Listed[]> {
  try {
    const found = await stat(path)
    return found.isDirectory() ? await listFolder(path) : [{ ok: true, path }]
  } catch (error) {
    return [{ ok: false, path, problem: faultOf(path, error) }]
  }
}

/** Names that begin with a dot are the frontend's and the system's own (`.index.json`). */
async function listFolder(folder: string): Promise<Listed[]> {
  const { files, problems } = await walkFiles(folder, {
    wants: (name) => !name.startsWith('.') && carriers.has(extname(name).toLowerCase()),
    enters: (name) => !name.startsWith('.'),
  })
  const base = folder.replace(/(?<=.)[/\\]+$/, '')
  const listed = files.map((file): Listed => ({
    ok: true,
    path: base.endsWith('/') ? base + file.name : `${base}/${file.name}`,
  }))
  // A link back to a folder on the way hides nothing: its files are listed already.
  const hiding = problems.filter((told) => told.code !== 'FOLDER_LOOP')
  return [...listed, ...hiding.map((told): Listed => ({ ok: false, path: folder, problem: told }))]
}

/** Bytes of one file. Problems: PATH_NOT_FOUND, FILE_TOO_LARGE (over 64 MiB, told before reading), FILE_UNREADABLE. */
export async function readWorkflowFile(path: string): Promise<FoundFile> {
  try {
    const before = await stat(path)
    // A pipe or device would block or never end.
    if (!before.isFile())
      return unread(
        path,
        problem('FILE_UNREADABLE', { path, because: before.isDirectory() ? 'it is a folder' : 'it is no file' }),
      )
    if (before.size > maxBytes) return unread(path, problem('FILE_TOO_LARGE', { path, limit: '64 MiB' }))
    const file = await open(path, 'r')
    try {
      const bytes = await file.readFile()
      if (bytes.length > maxBytes) return unread(path, problem('FILE_TOO_LARGE', { path, limit: '64 MiB' }))
      return { ok: true, path, bytes, modified: before.mtimeMs }
    } finally {
      await file.close()
    }
  } catch (error) {
    return unread(path, faultOf(path, error))
  }
}

function unread(path: string, told: Problem): FoundFile {
  return { ok: false, path, problem: told }
}

function faultOf(path: string, error: unknown): Problem {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return problem('PATH_NOT_FOUND', { path })
  return problem('FILE_UNREADABLE', { path, because: reasonOf(error) })
}
