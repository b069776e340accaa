import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ProblemError } from '../../../problems.js'
import { findCatalogueFiles } from '../catalogue-files.js'
import { parseJson } from '../read-json.js'
import { isMapping } from '../records/read-mapping.js'
import { registryFiles } from '../records/read-registry.js'
import { maxUnfolded, readZip } from './read-zip.js'
import { keptName, type KeptName } from './wanted-files.js'

/** One file to keep; read one at a time, so that never more than one is in memory. */
export interface GatheredFile {
  readonly as: KeptName
  /** Milliseconds since 1970: how old the list is, not its copy. */
  readonly modified: number
  readonly read: () => Promise<Uint8Array | null>
}
export interface Gathered {
  /** Last part of the path, without `.zip` or `.json`: what the import is called. */
  readonly name: string
  readonly files: readonly GatheredFile[]
}

const maxFile = 512 * 1024 * 1024
/** Where a folder that people name may keep its lists: itself, Manager's cache, an update of ours. */
const below = ['', 'cache', '.cache', 'comfy-registry', join('catalogue', 'comfy-registry')]

/**
 * What there is to import at a path: a folder with ComfyUI-Manager's lists or with a catalogue of Greenlight's, one file of
 * these or a ComfyGit mapping, or a zip archive of any of them. Only contents are taken; names decide what they are. PATH_NOT_FOUND,
 * CATALOGUE_IMPORT_EMPTY, FILE_UNREADABLE.
 */
export async function gatherFiles(path: string): Promise<Gathered> {
  const facts = await stat(path).catch(() => null)
  if (facts === null) throw new ProblemError('PATH_NOT_FOUND', { path })
  const name = basename(path).replace(/\.(?:zip|jsonl?)$/i, '')
  const files = facts.isDirectory() ? await inFolder(path) : facts.isFile() ? await inFile(path, facts) : []
  if (files.length === 0) throw new ProblemError('CATALOGUE_IMPORT_EMPTY', { path })
  return { name: facts.isFile() && keptName(path) !== null ? basename(dirname(path)) : name, files }
}

async function inFolder(folder: string): Promise<GatheredFile[]> {
  const found = new Map<KeptName, GatheredFile>()
  for (const place of below) {
    const here = join(folder, place)
    const lists = [...(await findCatalogueFiles(here)).values()].map((file) => file.path)
    const others = (await readdir(here).catch(() => [])).sort().filter((name) => isOther(keptName(name), here))
    for (const path of [...lists, ...others.map((name) => join(here, name))]) {
      const as = keptName(path)
      const facts = await stat(path).catch(() => null)
      if (as !== null && facts?.isFile() === true && !found.has(as)) found.set(as, { as, modified: facts.mtimeMs, read: () => readWhole(path, facts.size) })
    }
  }
  return [...found.values()]
}

/** `state.json` is a usual name: it counts only beside the registry's other files, which is where an update keeps it. */
function isOther(as: KeptName | null, folder: string): boolean {
  if (as === registryFiles.state) return basename(folder) === 'comfy-registry'
  return as === 'mapping.json' || as === registryFiles.packs || as === registryFiles.nodeTypes
}

async function inFile(path: string, { size, mtimeMs }: { readonly size: number; readonly mtimeMs: number }): Promise<GatheredFile[]> {
  const bytes = size > maxFile ? null : await readFile(path).catch(() => null)
  if (bytes === null) throw new ProblemError('FILE_UNREADABLE', { path, because: size > maxFile ? 'it is larger than 512 MiB' : undefined })
  if (bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50) return inArchive(bytes, path)
  const as = keptName(path) ?? (isMapping(parseJson(bytes)?.value) ? 'mapping.json' : null)
  return as === null ? [] : [{ as, modified: mtimeMs, read: async () => bytes }]
}

/** Of several files of one kind the one that lies highest. */
function inArchive(bytes: Buffer, path: string): GatheredFile[] {
  const entries = readZip(bytes)
  if (entries === null) throw new ProblemError('FILE_UNREADABLE', { path, because: 'it is no whole zip archive' })
  const depth = (name: string) => name.split(/[/\\]/).length
  const sorted = entries.toSorted((a, b) => depth(a.name) - depth(b.name) || (a.name < b.name ? -1 : 1))
  const found = new Map<KeptName, GatheredFile>()
  for (const entry of sorted) {
    const as = keptName(entry.name)
    if (as !== null && !found.has(as)) found.set(as, { as, modified: entry.modified, read: async () => entry.read() })
  }
  return [...found.values()]
}

async function readWhole(path: string, size: number): Promise<Uint8Array | null> {
  return size > maxUnfolded ? null : readFile(path).catch(() => null)
}
