import { modelFormats, modelHealths } from '@greenlight/shared/models'
import { factsVersion, type ModelFacts } from '../../core/model-facts.js'
import type { CompanionClaim, Digests, IndexedModel, SampleKeys } from '../../core/model-index.js'
import { foldersListing, pathBelow } from '../../core/model-place.js'
import type { Kysely } from 'kysely'
import type { StoredRoot } from './roots.js'
import type { Tables } from './tables.js'

/** One file with everything that is known of its content. */
export interface ModelRowStored {
  readonly id: number
  readonly root_id: number
  readonly content_id: number
  readonly name: string
  readonly size: number
  readonly modified: number
  readonly inode: string | null
  readonly link: string | null
  readonly facts_version: number
  readonly blake3: string | null
  readonly sha256: string | null
  readonly tensors_sha256: string | null
  readonly quick: string | null
  readonly comfydock16: string | null
  readonly comfygit16: string | null
  readonly says: string | null
  readonly list: string | null
}

/** The one way to read files; questions add their condition. */
export function selectModels(db: Kysely<Tables>) {
  return db
    .selectFrom('files')
    .innerJoin('contents', 'contents.id', 'files.content_id')
    .leftJoin('facts', 'facts.id', 'contents.facts_id')
    .leftJoin('claims', 'claims.file_id', 'files.id')
    .select([
      'files.id',
      'files.root_id',
      'files.content_id',
      'files.name',
      'files.size',
      'files.modified',
      'files.inode',
      'files.link',
    ])
    .select(['contents.facts_version', 'contents.blake3', 'contents.sha256', 'contents.tensors_sha256'])
    .select(['contents.quick', 'contents.comfydock16', 'contents.comfygit16', 'facts.says', 'claims.list'])
}

export function readModel(row: ModelRowStored, root: StoredRoot): IndexedModel {
  return {
    id: row.id,
    path: pathBelow(root.path, row.name),
    root: root.path,
    name: row.name,
    folders: foldersListing(root.folders, row.name),
    link: row.link,
    size: row.size,
    modified: row.modified,
    inode: row.inode,
    facts: row.says === null || row.facts_version !== factsVersion ? null : readFacts(row.says),
    digests: readDigests(row),
    keys: readKeys(row),
    claims: row.list === null ? [] : readClaims(row.list),
  }
}

function readDigests({ blake3, sha256, tensors_sha256: tensorsSha256 }: ModelRowStored): Partial<Digests> {
  const digests: { -readonly [K in keyof Digests]?: string } = {}
  if (blake3 !== null) digests.blake3 = blake3
  if (sha256 !== null) digests.sha256 = sha256
  if (tensorsSha256 !== null) digests.tensorsSha256 = tensorsSha256
  return digests
}

function readKeys({ quick, comfydock16, comfygit16 }: ModelRowStored): SampleKeys {
  const keys: { -readonly [K in keyof SampleKeys]: string } = {}
  if (quick !== null) keys.quick = quick
  if (comfydock16 !== null) keys.comfydock16 = comfydock16
  if (comfygit16 !== null) keys.comfygit16 = comfygit16
  return keys
}

/** Texts of our own in a database that was found whole: a look at their shape is enough, a schema would cost more than the query. */
function readFacts(text: string): ModelFacts | null {
  const value = parse(text)
  return isFacts(value) ? value : null
}

function isFacts(value: unknown): value is ModelFacts {
  if (typeof value !== 'object' || value === null) return false
  const { format, health, faults, evidence }: Partial<Record<keyof ModelFacts, unknown>> = value
  return (
    modelFormats.some((one) => one === format) &&
    modelHealths.some((one) => one === health) &&
    Array.isArray(faults) &&
    Array.isArray(evidence)
  )
}

export function readClaims(text: string): readonly CompanionClaim[] {
  const value = parse(text)
  return Array.isArray(value) ? value.filter(isClaim) : []
}

function isClaim(value: unknown): value is CompanionClaim {
  return (
    typeof value === 'object' && value !== null && 'from' in value && typeof value.from === 'string' && 'says' in value
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
