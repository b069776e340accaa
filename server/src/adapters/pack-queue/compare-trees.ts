import { createHash } from 'node:crypto'
import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** ComfyUI-Manager writes it last, beside the files of the archive: their names. */
export const mark = '.tracking'

/** Far above what may come onto the shelf. */
const most = 100_000
const told = 3
/** Bytes of a mark that names as many. */
const mostMark = 32 * 1024 * 1024

/**
 * How the files below `is` differ from those below `wanted`, as a clause; null: not at all. Names and contents count, and that the mark names them all:
 * one that was cut off would have ComfyUI-Manager forget the rest. Empty folders and the executable bit, which it does not keep, do not. Rejects with the system's error.
 */
export async function differenceBetween(wanted: string, is: string, signal?: AbortSignal): Promise<string | null> {
  const [left, right] = [await namesBelow(wanted), await namesBelow(is)]
  if (left === null || right === null) return 'there is something that is neither a file nor a folder, or too much'
  const missing = [...left].filter((name) => !right.has(name))
  const added = [...right].filter((name) => !left.has(name))
  if (missing.length + added.length > 0) return [...clause(missing, 'missing'), ...clause(added, 'added')].join('; ')
  const other: string[] = []
  for (const name of left) {
    signal?.throwIfAborted()
    if ((await hashOf(join(wanted, name))) !== (await hashOf(join(is, name)))) other.push(name)
  }
  if (other.length > 0) return clause(other, 'different').join('')
  const listed = await namesInMark(join(is, mark))
  const unlisted = [...left].filter((name) => !listed.has(name))
  return unlisted.length === 0 ? null : `its ${mark} does not name ${unlisted.slice(0, told).join(', ')}`
}

/** One name a line, as the archive has it: folders too, and on Windows with CRLF. */
async function namesInMark(path: string): Promise<ReadonlySet<string>> {
  const size = await stat(path).then((found) => found.size, () => null)
  if (size === null || size > mostMark) return new Set()
  const text = await readFile(path, 'utf8').catch(() => '')
  const plain = (line: string) => line.replace(/\r$/, '').split(/[\\/]/).filter((part) => part !== '' && part !== '.').join('/')
  return new Set(text.split('\n').map(plain))
}

/** Sorted, `/` separated; null: not to be told. */
async function namesBelow(root: string): Promise<ReadonlySet<string> | null> {
  const files: string[] = []
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) folders.push(path)
      else if (!entry.isFile()) return null
      else if (path !== mark) files.push(path)
      if (files.length + folders.length > most) return null
    }
  }
  return new Set(files.sort())
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(256 * 1024)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null)
      if (bytesRead === 0) return hash.digest('hex')
      hash.update(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}

function clause(names: readonly string[], word: string): string[] {
  if (names.length === 0) return []
  const more = names.length > told ? ` and ${names.length - told} more` : ''
  return [`${word}: ${names.slice(0, told).join(', ')}${more}`]
}
