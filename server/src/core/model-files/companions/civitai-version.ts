import type { CompanionClaim } from '../../model-index.js'
import { isList, isRecord, own, type ForeignRecord } from '../../workflow/foreign.js'
import {
  claimedHashes,
  civitaiPage,
  cleanUrl,
  idOf,
  inner,
  sayBase,
  sayName,
  sayTriggers,
  sentence,
} from './claim-parts.js'
import { stemOf } from './companion-names.js'

/** Whose companion it is: the file's full name where it is known, and its name without the ending. */
export interface Owner {
  readonly name: string | null
  readonly stem: string
}

/**
 * One version as Civitai's API gives it, which `.civitai.info` keeps whole: `{ id, modelId, name, baseModel, trainedWords, model: { name },
 * files: [{ name, primary, hashes, downloadUrl }], downloadUrl }`. Hashes are those of this file among the version's files.
 */
export function readCivitaiVersion(record: ForeignRecord, owner: Owner): Omit<CompanionClaim, 'from'> | null {
  const version = idOf(own(record, 'id'))
  const model = idOf(own(record, 'modelId'))
  const files = fileRecords(own(record, 'files'))
  const file = fileOf(files, owner)
  if (version === null && model === null && file === null) return null
  const only = file !== null && files.length === 1
  const url =
    cleanUrl(file === null ? null : own(file, 'downloadUrl')) ?? (only ? cleanUrl(own(record, 'downloadUrl')) : null)
  const page = civitaiPage(model, version)
  return {
    says: sentence('Civitai', [
      sayVersion(model, version),
      sayName(own(inner(record, 'model') ?? {}, 'name')),
      sayBase(own(record, 'baseModel')),
      sayTriggers(own(record, 'trainedWords')),
    ]),
    ...(url === null ? (page === null ? {} : { url: page }) : { url }),
    ...(file === null ? {} : claimedHashes(own(file, 'hashes'))),
  }
}

export function sayVersion(model: number | null, version: number | null): string | null {
  if (version === null) return model === null ? null : `model ${model}`
  return model === null ? `version ${version}` : `version ${version} of model ${model}`
}

function fileRecords(files: unknown): readonly ForeignRecord[] {
  return isList(files) ? files.slice(0, 1000).filter(isRecord) : []
}

/** By name; a renamed file only where the version has no other. Files of a linked VAE stand in the same list. */
function fileOf(files: readonly ForeignRecord[], owner: Owner): ForeignRecord | null {
  const named = (wanted: (name: string) => boolean): readonly ForeignRecord[] =>
    files.filter((file) => {
      const name = own(file, 'name')
      return typeof name === 'string' && wanted(name.toLowerCase())
    })
  const exact = named((name) => name === owner.name?.toLowerCase())
  const alike = exact.length > 0 ? exact : named((name) => stemOf(name) === owner.stem.toLowerCase())
  if (alike.length > 0) return alike.length === 1 ? (alike[0] ?? null) : null
  return files.length === 1 ? (files[0] ?? null) : null
}
