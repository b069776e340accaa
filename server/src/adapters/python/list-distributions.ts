import { createHash } from 'node:crypto'
import { open, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { type Distribution, normaliseName } from '../../core/python-words.js'
import { readMetadata } from './read-metadata.js'

/** Of one metadata file; some carry a whole readme. */
const mostBytes = 512 * 1024
/** Files read at once. */
const atOnce = 16

/**
 * The installed distributions below these folders of `sys.path`, by normalised name, sorted; of two with one name the first counts, as Python
 * has it. Read from `*.dist-info/METADATA` and `*.egg-info`; no code runs. What cannot be read is no distribution.
 */
export async function listDistributions(folders: readonly string[]): Promise<ReadonlyMap<string, Distribution>> {
  const places: string[] = []
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => [])
    places.push(...names.filter((name) => /\.(?:dist|egg)-info$/i.test(name) && !name.startsWith('~')).sort().map((name) => path.join(folder, name)))
  }
  const found = new Map<string, Distribution>()
  for (let at = 0; at < places.length; at += atOnce) {
    const some = await Promise.all(places.slice(at, at + atOnce).map(readOne))
    for (const one of some) if (one !== null && !found.has(one.name)) found.set(one.name, one)
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** `sha256:<64 hex>` over the sorted lines `name==version`. */
export function digestOfDistributions(distributions: ReadonlyMap<string, string>): string {
  const lines = [...distributions].map(([name, version]) => `${name}==${version}\n`).sort()
  return `sha256:${createHash('sha256').update(lines.join('')).digest('hex')}`
}

async function readOne(place: string): Promise<Distribution | null> {
  const isFolder = await stat(place).then((status) => status.isDirectory(), () => null)
  if (isFolder === null) return null
  const file = /\.dist-info$/i.test(place) ? 'METADATA' : 'PKG-INFO'
  const text = await readHead(isFolder ? path.join(place, file) : place)
  const metadata = text === null ? null : readMetadata(text)
  if (metadata === null) return null
  const recorded = isFolder && (await stat(path.join(place, 'RECORD')).then((status) => status.isFile(), () => false))
  return { name: normaliseName(metadata.name), version: metadata.version, requires: metadata.requires, place, recorded }
}

async function readHead(file: string): Promise<string | null> {
  const handle = await open(file, 'r').catch(() => null)
  if (handle === null) return null
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(mostBytes), 0, mostBytes, 0)
    return buffer.subarray(0, bytesRead).toString('utf8')
  } catch {
    return null
  } finally {
    await handle.close()
  }
}
