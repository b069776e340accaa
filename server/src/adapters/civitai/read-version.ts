import { fieldOf, idOf, isForeign, listOf, textOf } from '../../core/provider-fields.js'
import { readFile, type VersionFile } from './read-file.js'

/** One version of a model, from `/model-versions/{id}`, `/by-hash/{hash}`, or inside `/models`. */
export interface Version {
  readonly id: number
  readonly modelId: number | null
  readonly name: string | null
  readonly modelName: string | null
  readonly modelType: string | null
  readonly base: string | null
  /** `Archived`, `TakenDown`; null: neither. */
  readonly mode: string | null
  readonly status: string | null
  readonly availability: string | null
  readonly usageControl: string | null
  /** As told, ISO 8601. */
  readonly earlyAccessEndsAt: string | null
  /** Paid without an end. */
  readonly paid: boolean
  readonly licence: string | null
  readonly files: readonly VersionFile[]
}

/** `model`: the object of `/models` that it stands in. Null where it is no version. */
export function readVersion(value: unknown, model: unknown = fieldOf(value, 'model')): Version | null {
  const id = idOf(value, 'id')
  if (!isForeign(value) || id === null) return null
  const paid = fieldOf(value, 'paidAccess')
  const paidUntil = textOf(paid, 'endsAt')
  return {
    id,
    modelId: idOf(value, 'modelId') ?? idOf(model, 'id'),
    name: textOf(value, 'name'),
    modelName: textOf(model, 'name'),
    modelType: textOf(model, 'type'),
    base: textOf(value, 'baseModel'),
    mode: textOf(model, 'mode') ?? textOf(value, 'mode'),
    status: textOf(value, 'status'),
    availability: textOf(value, 'availability'),
    usageControl: textOf(value, 'usageControl'),
    earlyAccessEndsAt: textOf(value, 'earlyAccessEndsAt') ?? paidUntil,
    paid: isForeign(paid) && paidUntil === null,
    licence: readLicence(model),
    files: listOf(value, 'files').flatMap((file) => readFile(file) ?? []),
  }
}

/** As `readVersion`, where it stands alone: then it tells its files, at least one of them with a name, or that it has none. */
export function readWholeVersion(value: unknown): Version | null {
  const files = fieldOf(value, 'files')
  const version = readVersion(value)
  return version !== null && Array.isArray(files) && (files.length === 0 || version.files.length > 0) ? version : null
}

/** Every version of an entry of `/models`, newest first as Civitai has them. */
export function readVersions(model: unknown): Version[] {
  return listOf(model, 'modelVersions').flatMap((version) => readVersion(version, model) ?? [])
}

/** Civitai has switches in place of a licence; only `/models` tells them. */
function readLicence(model: unknown): string | null {
  const commercial = fieldOf(model, 'allowCommercialUse')
  const uses = (Array.isArray(commercial) ? commercial : [commercial]).filter(
    (use): use is string => typeof use === 'string' && use !== '',
  )
  const said = [
    ...(uses.length === 0
      ? []
      : [uses.every((use) => use === 'None') ? 'no commercial use' : `commercial use: ${uses.join(', ')}`]),
    ...(fieldOf(model, 'allowNoCredit') === false ? ['credit needed'] : []),
    ...(fieldOf(model, 'allowDerivatives') === false ? ['no merges'] : []),
    ...(fieldOf(model, 'allowDifferentLicense') === false ? ['same permissions for merges'] : []),
  ]
  return said.length === 0 ? null : `Civitai: ${said.join('; ')}`
}
