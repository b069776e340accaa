import { dirname } from 'node:path'
import type { Problem } from '@greenlight/shared/problem'
import { problem } from '../../../problems.js'
import { type CatalogueFile, type FileKind, fileKinds } from '../catalogue-files.js'
import { isForeign, own } from '../foreign.js'
import type { Built, BuiltPart } from '../kept-source.js'
import { partOf } from '../part-of.js'
import { readJson } from '../read-json.js'
import { registryLicence } from '../records/read-registry.js'
import { registryRecord } from '../records/registry-record.js'
import { viewOfRecords } from '../records/record-view.js'
import { hasShape } from './has-shape.js'
import { viewOfLists } from './read-lists.js'

/** Copies of each file in order of trust. */
export type Copies = ReadonlyMap<FileKind, readonly CatalogueFile[]>
type Chosen = { readonly file: CatalogueFile; readonly value: unknown }

export const listsLicence = "ComfyUI-Manager's lists (repository under GPL-3.0)"

/**
 * The parts that these files make: the lists as one, the registry's list as another. Of each file the first copy that can be
 * read counts, so that an old copy adds no stale claims to a fresh one; a copy that cannot be read is told.
 */
export async function readFolders(
  copies: Copies,
  names: { readonly from: 'manager' | 'import'; readonly label?: string },
): Promise<Built> {
  const problems: Problem[] = []
  const chosen = new Map<FileKind, Chosen>()
  for (const kind of fileKinds) {
    const found = await firstReadable(kind, copies.get(kind) ?? [], problems)
    if (found !== null) chosen.set(kind, found)
  }
  return { parts: [...listsPart(chosen, names), ...nodesPart(chosen.get('nodes'), names)], problems }
}

function listsPart(chosen: ReadonlyMap<FileKind, Chosen>, { from, label }: { from: 'manager' | 'import'; label?: string }): BuiltPart[] {
  const kinds: FileKind[] = ['extension-node-map', 'custom-node-list', 'model-list']
  const first = kinds.flatMap((kind) => chosen.get(kind) ?? [])[0]
  if (first === undefined) return []
  const where = dirname(first.file.path)
  const value = (kind: FileKind) => chosen.get(kind)?.value
  const lists = { map: value('extension-node-map'), list: value('custom-node-list'), stats: value('github-stats'), models: value('model-list') }
  const view = viewOfLists(lists, label ?? where)
  const times = kinds.flatMap((kind) => chosen.get(kind)?.file.modified ?? [])
  return view === null ? [] : [partOf(view, { from, where, modified: Math.max(...times), licence: listsLicence })]
}

function nodesPart(chosen: Chosen | undefined, { from, label }: { from: 'manager' | 'import'; label?: string }): BuiltPart[] {
  const nodes: unknown = chosen !== undefined && isForeign(chosen.value) ? own(chosen.value, 'nodes') : null
  if (chosen === undefined || !Array.isArray(nodes)) return []
  const records = nodes.flatMap((node: unknown) => registryRecord(node) ?? [])
  const view = viewOfRecords(records, `${label ?? dirname(chosen.file.path)} (Comfy Registry)`)
  return [partOf(view, { from, where: chosen.file.path, modified: chosen.file.modified, licence: registryLicence })]
}

async function firstReadable(kind: FileKind, copies: readonly CatalogueFile[], problems: Problem[]): Promise<Chosen | null> {
  for (const file of copies) {
    const read = await readJson(file.path, file.size)
    if (read !== null && hasShape(kind, read.value)) return { file, value: read.value }
    problems.push(problem('CATALOGUE_UNREADABLE', { path: file.path, because: file.size === 0 ? 'it is empty' : undefined }))
  }
  return null
}
