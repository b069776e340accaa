import type { HeldModel } from '@greenlight/shared/held'
import { isList, isRecord, own } from '../workflow/foreign.js'
import { parseForeignJson } from '../workflow/json.js'
import { folderOfKind, parseAir } from './air.js'
import { type HashField, readHash } from './held-hash.js'
import type { Setting } from './read-settings.js'

const mostListed = 200

/** Settings that list several models. `model` and `vae`: the names that the settings give them elsewhere. */
export function listedModels(setting: Setting, names: { readonly model: string | undefined; readonly vae: string | undefined }): HeldModel[] {
  switch (setting.name) {
    case 'Lora hashes':
      return hashList(setting, 'loras', 'lora')
    case 'TI hashes':
      return hashList(setting, 'embeddings', 'other')
    case 'Hashes':
      return hashRecord(setting, names)
    case 'Civitai resources':
      return resources(setting)
    default:
      return []
  }
}

/** `a: 1234567890ab, b: ...`; a name may hold colons itself. */
function hashList({ name: from, value }: Setting, directory: string, field: HashField): HeldModel[] {
  return value
    .split(',')
    .slice(0, mostListed)
    .flatMap((part): HeldModel[] => {
      const colon = part.lastIndexOf(':')
      const name = part.slice(0, Math.max(0, colon)).trim()
      if (!/[\p{L}\p{N}]/u.test(name)) return []
      const hash = readHash(part.slice(colon + 1), field)
      return [{ name, directory, ...(hash === null ? {} : { hash }), from, confidence: hash === null ? 0.7 : 0.95 }]
    })
}

/** `{"model": "...", "vae": "...", "lora:NAME": "...", "embed:NAME": "..."}`, as Civitai's extension writes it. */
function hashRecord({ name: from, value }: Setting, names: { readonly model: string | undefined; readonly vae: string | undefined }): HeldModel[] {
  const parsed = parseForeignJson(value)
  if (!parsed.ok || !isRecord(parsed.value)) return []
  return Object.entries(parsed.value)
    .slice(0, mostListed)
    .flatMap(([key, text]): HeldModel[] => {
      if (typeof text !== 'string') return []
      const colon = key.indexOf(':')
      const kind = (colon < 0 ? key : key.slice(0, colon)).trim().toLowerCase()
      const directory = folderOfKind(kind)
      const own = kind === 'model' ? names.model : kind === 'vae' ? names.vae : undefined
      const name = colon < 0 ? (own ?? (directory === null ? key : null)) : key.slice(colon + 1).trim()
      const hash = readHash(text, directory === 'loras' ? 'lora' : kind === 'model' || kind === 'vae' ? kind : 'other')
      return hash === null ? [] : [{ name: name === '' ? null : name, directory, hash, from, confidence: 0.95 }]
    })
}

/** `[{"type": "lora", "weight": 0.8, "modelVersionId": 128078, "modelName": "...", "air": "urn:air:..."}]`; names are titles, not files. */
function resources({ name: from, value }: Setting): HeldModel[] {
  const parsed = parseForeignJson(value)
  if (!parsed.ok || !isList(parsed.value)) return []
  return parsed.value.slice(0, mostListed).flatMap((one): HeldModel[] => {
    if (!isRecord(one)) return []
    const air = textOf(one, 'air') ?? textOf(one, 'urn')
    const read = air === null ? null : parseAir(air)
    const version = numberOf(own(one, 'modelVersionId')) ?? numberOf(read?.source === 'civitai' ? read.version : null)
    if (read === null && version === null) return []
    const [title, edition] = [textOf(one, 'modelName'), textOf(one, 'modelVersionName') ?? textOf(one, 'versionName')]
    const weight = own(one, 'weight')
    return [
      {
        name: title === null ? null : edition === null || edition === title ? title : `${title} (${edition})`,
        directory: folderOfKind(textOf(one, 'type') ?? read?.type ?? ''),
        ...(air === null || read === null ? {} : { air }),
        ...(version === null ? {} : { civitaiVersion: version }),
        ...(typeof weight === 'number' && Number.isFinite(weight) ? { weight } : {}),
        from,
        confidence: 0.95,
      },
    ]
  })
}

function textOf(record: { readonly [key: string]: unknown }, key: string): string | null {
  const value = own(record, key)
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 1000) : null
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null
}
