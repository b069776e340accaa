import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { ShelfLine } from '../../core/pack-ports.js'
import { type Metadata, readMetadata } from './metadata.js'
import { hexOf, placeAt } from './place.js'

const word = v.nullable(v.string())
const LineSchema = v.object({
  shelf: v.string(),
  from: v.picklist(['registry', 'git']),
  id: word,
  repository: word,
  version: word,
  commit: word,
  ref: word,
  arrived: v.number(),
})
const IndexSchema = v.object({ schema: v.literal('greenlight/shelf-index@1'), packs: v.array(LineSchema) })

/** What lies on the shelf, newest arrivals first. `index.json` spares the reading of every metadata.json; what it lacks is read. */
export async function listShelf(root: string): Promise<readonly ShelfLine[]> {
  const there = (await readdir(root).catch(() => [])).filter((name) => hexOf(`sha256:${name}`) !== null)
  const known = new Map((await readIndex(root)).map((line) => [line.shelf, line]))
  const lines: ShelfLine[] = []
  for (const hex of there) {
    const line = known.get(`sha256:${hex}`) ?? lineOf(hex, await readMetadata(placeAt(join(root, hex)).metadata))
    if (line !== null) lines.push(line)
  }
  return lines.sort((a, b) => b.arrived - a.arrived || (a.shelf < b.shelf ? -1 : 1))
}

export function indexText(lines: readonly ShelfLine[]): string {
  return `${JSON.stringify({ schema: 'greenlight/shelf-index@1', packs: lines }, null, 2)}\n`
}

export function lineOf(hex: string, metadata: Metadata | null): ShelfLine | null {
  if (metadata === null) return null
  const { from, id, repository, version, commit } = metadata.facts
  return { shelf: `sha256:${hex}`, from, id, repository, version, commit, ref: metadata.ref, arrived: metadata.arrived }
}

async function readIndex(root: string): Promise<readonly ShelfLine[]> {
  try {
    return v.parse(IndexSchema, JSON.parse(await readFile(join(root, 'index.json'), 'utf8'))).packs
  } catch {
    return []
  }
}
