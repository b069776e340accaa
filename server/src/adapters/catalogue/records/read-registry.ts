import { join } from 'node:path'
import type { Problem } from '@greenlight/shared/problem'
import { compareSemver } from '../../../core/registry.js'
import { problem } from '../../../problems.js'
import type { LineRange } from '../compact/built-view.js'
import { isForeign, own, textOf } from '../foreign.js'
import type { Built } from '../kept-source.js'
import { partOf } from '../part-of.js'
import { readJson } from '../read-json.js'
import { readLines } from './read-lines.js'
import { signatureReader } from './read-signatures.js'
import { type PackRecord, viewOfRecords } from './record-view.js'
import { registryRecord } from './registry-record.js'

export const registryLicence = 'Comfy Registry (each pack under its own licence)'
export const registryFiles = { packs: 'packs.jsonl', nodeTypes: 'node-types.jsonl', state: 'state.json' } as const

interface Versions {
  readonly types: Set<string>
  readonly lines: { readonly version: string; readonly range: LineRange }[]
}

/** The part that an update of the Comfy Registry keeps in a folder (`core/registry.ts` has its words); no part when there is none. */
export async function readRegistry(folder: string, names: { readonly from: 'comfy-registry' | 'import'; readonly label: string }): Promise<Built> {
  const problems: Problem[] = []
  const versions = new Map<string, Versions>()
  const records = new Map<string, PackRecord>()
  const told = async (file: string, take: Parameters<typeof readLines>[1]) => {
    const path = join(folder, file)
    const bad = await readLines(path, take)
    if (bad > 0) problems.push(problem('CATALOGUE_UNREADABLE', { path, because: `${bad} ${bad === 1 ? 'line is' : 'lines are'} no JSON` }))
  }
  await told(registryFiles.nodeTypes, ({ value, range }) => addVersion(versions, value, range))
  await told(registryFiles.packs, ({ value }) => {
    const record = registryRecord(value)
    if (record?.id != null && !records.has(record.id)) records.set(record.id, record)
  })
  for (const id of versions.keys()) if (!records.has(id)) records.set(id, { id, repository: null, title: null, about: {}, risks: [], wins: [], types: [] })
  if (records.size === 0) return { parts: [], problems }
  const whole = [...records.values()].map((record) => withVersions(record, versions.get(record.id ?? '')))
  const view = viewOfRecords(whole, names.label, signatureReader(join(folder, registryFiles.nodeTypes)))
  const part = partOf(view, { from: names.from, where: folder, modified: await keptAt(folder), licence: registryLicence })
  return { parts: [part], problems }
}

function addVersion(versions: Map<string, Versions>, value: unknown, range: LineRange): void {
  const id = isForeign(value) ? textOf(own(value, 'id'))?.toLowerCase() : undefined
  const types: unknown = isForeign(value) ? own(value, 'types') : null
  if (id === undefined || !Array.isArray(types)) return
  const known = versions.get(id) ?? { types: new Set<string>(), lines: [] }
  versions.set(id, known)
  for (const type of types) {
    const name: unknown = isForeign(type) ? own(type, 'name') : null
    if (typeof name === 'string' && name !== '') known.types.add(name)
  }
  known.lines.push({ version: (isForeign(value) ? textOf(own(value, 'version')) : null) ?? '', range })
}

function withVersions(record: PackRecord, versions: Versions | undefined): PackRecord {
  if (versions === undefined) return record
  const lines = versions.lines.toSorted((a, b) => compareSemver(b.version, a.version)).map(({ range }) => range)
  return { ...record, types: [...versions.types], lines }
}

/** When the update began, in milliseconds since 1970; null when its state does not say. */
async function keptAt(folder: string): Promise<number | null> {
  const state = await readJson(join(folder, registryFiles.state), 0)
  const at = state !== null && isForeign(state.value) ? textOf(own(state.value, 'at')) : null
  const time = at === null ? Number.NaN : Date.parse(at)
  return Number.isNaN(time) ? null : time
}

