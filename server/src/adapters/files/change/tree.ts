import { type Dirent, constants } from 'node:fs'
import { open, readdir, readlink } from 'node:fs/promises'
import { createHash, type Hash } from 'node:crypto'
import { join } from 'node:path'
import { using } from './system.js'

/** A file, link or empty name below a folder; `name` relative, `/` separated. Folders come before what is in them. */
export interface Twig {
  readonly name: string
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link' | 'other'
}

/** What below `.git` says which commit and branch it is; the rest changes by looking. */
const gitFacts = /^(?:HEAD|config|packed-refs|shallow|refs(?:\/.*)?)$/
const chunk = 1024 * 1024

/** Everything below a folder, sorted by name so that the same tree gives the same order on every machine. */
export async function* walkTree(root: string): AsyncGenerator<Twig> {
  const open: Twig[] = [{ name: '', path: root, kind: 'folder' }]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.name !== '') yield at
    if (at.kind !== 'folder') continue
    const { name: prefix, path } = at
    const entries = (await readdir(path, { withFileTypes: true })).map((entry): Twig => {
      return { name: prefix === '' ? entry.name : `${prefix}/${entry.name}`, path: join(path, entry.name), kind: kindOf(entry) }
    })
    open.push(...entries.sort((a, b) => (a.name < b.name ? 1 : -1)))
  }
}

/** Whether a name below a node pack changes by running or looking alone, and so says nothing of what it is. */
export function isChurn(name: string): boolean {
  if (/(?:^|\/)__pycache__(?:\/|$)/.test(name)) return true
  const git = /(?:^|\/)\.git\/(.*)$/.exec(name)
  return git?.[1] !== undefined && !gitFacts.test(git[1])
}

/** sha256 over names, kinds and contents below a folder. Reads every file; rejects with the system's error. */
export async function digestTree(root: string, signal?: AbortSignal): Promise<string> {
  const whole = createHash('sha256')
  for await (const twig of walkTree(root)) {
    if (isChurn(twig.name)) continue
    whole.update(`${twig.kind}\0${twig.name}\0`)
    if (twig.kind === 'link') whole.update(`${await readlink(twig.path)}\0`)
    if (twig.kind === 'file') whole.update(`${await hashFile(twig.path, signal)}\0`)
  }
  return `sha256:${whole.digest('hex')}`
}

/** `sha256:<64 hex>` of a regular file's bytes. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  await readPieces(path, hash, signal)
  return `sha256:${hash.digest('hex')}`
}

async function readPieces(path: string, hash: Hash, signal: AbortSignal | undefined): Promise<void> {
  const buffer = Buffer.allocUnsafe(chunk)
  await using(await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)), async (file) => {
    for (;;) {
      signal?.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, chunk, null)
      if (bytesRead === 0) return
      hash.update(buffer.subarray(0, bytesRead))
    }
  })
}

function kindOf(entry: Dirent): Twig['kind'] {
  if (entry.isSymbolicLink()) return 'link'
  if (entry.isDirectory()) return 'folder'
  return entry.isFile() ? 'file' : 'other'
}
