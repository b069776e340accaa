import { fieldOf, hexOf, isForeign, textOf, textsOf } from '../../core/provider-fields.js'
import type { ProviderFile } from '../../core/ports.js'

/** What Hugging Face tells of a repository: `/api/models/{id}[/revision/{rev}]`, and an entry of `/api/models?search=`. */
export interface Repository {
  /** `owner/name` as it is called now; null where it is not told. */
  readonly id: string | null
  /** Commit that the asked revision stands for. */
  readonly commit: string | null
  readonly licence: string | null
  readonly base: string | null
  readonly access: ProviderFile['access']
  /** Paths of its files, where they are told. */
  readonly paths: readonly string[] | null
}

/** Null where it is no repository at all. */
export function readRepository(value: unknown): Repository | null {
  if (!isForeign(value)) return null
  const id = textOf(value, 'id', 'modelId')
  const siblings = fieldOf(value, 'siblings')
  return {
    id: id !== null && /^[\w.-]+(?:\/[\w.-]+)?$/.test(id) ? id : null,
    commit: hexOf(fieldOf(value, 'sha'), 40),
    licence: licenceOf(value),
    base: baseOf(value),
    access: accessOf(value),
    paths: Array.isArray(siblings) ? siblings.flatMap((entry: unknown) => textOf(entry, 'rfilename') ?? []) : null,
  }
}

/** `license_name` says which one, where `license` is `other`. */
function licenceOf(value: unknown): string | null {
  const card = fieldOf(value, 'cardData')
  const told = textOf(card, 'license') ?? textsOf(card, 'license')[0] ?? tagged(value, 'license:')[0] ?? null
  return told === 'other' || told === null ? (textOf(card, 'license_name') ?? told) : told
}

/** Tags repeat it with its relation in between: `base_model:finetune:owner/name`. */
function baseOf(value: unknown): string | null {
  const card = fieldOf(value, 'cardData')
  const one = textOf(card, 'base_model')
  if (one !== null) return one
  const told = textsOf(card, 'base_model')
  const bases =
    told.length > 0
      ? told
      : tagged(value, 'base_model:').map((base) => base.replace(/^(?:adapter|finetune|merge|quantized):/, ''))
  return bases.length === 0 ? null : [...new Set(bases)].join(', ')
}

function tagged(value: unknown, prefix: string): string[] {
  return textsOf(value, 'tags').flatMap((tag) => (tag.startsWith(prefix) ? tag.slice(prefix.length) : []))
}

function accessOf(value: unknown): ProviderFile['access'] {
  if (fieldOf(value, 'disabled') === true) return 'removed'
  const gated = fieldOf(value, 'gated')
  if (gated === true || (typeof gated === 'string' && gated !== 'false')) return 'licence'
  return fieldOf(value, 'private') === true ? 'login' : 'open'
}
