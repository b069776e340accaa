import { isList, isRecord, own, type ForeignRecord } from '../../workflow/foreign.js'
import type { CompanionClaim } from '../../model-index.js'
import { plainText, quote } from '../words.js'

/** Pieces of claims, out of foreign records. What has the wrong shape is left out. */

export type ClaimedHashes = Pick<CompanionClaim, 'autov2' | 'autov3' | 'blake3' | 'sha256'>

const lengths: Readonly<Record<keyof ClaimedHashes, number>> = { autov2: 10, autov3: 12, blake3: 64, sha256: 64 }

/** `{ SHA256, AutoV2, AutoV3, BLAKE3 }` in any case; others (CRC32, AutoV1) are too short to find a file by. */
export function claimedHashes(record: unknown): ClaimedHashes {
  if (!isRecord(record)) return {}
  const hashes: { -readonly [key in keyof ClaimedHashes]: string } = {}
  for (const [key, value] of Object.entries(record).slice(0, 64)) {
    const type = key.toLowerCase()
    if (type !== 'autov2' && type !== 'autov3' && type !== 'blake3' && type !== 'sha256') continue
    const hash = hexOf(value, lengths[type])
    if (hash !== null) hashes[type] = hash
  }
  return hashes
}

/** Lower-case hex of exactly this length; some write the tensor hash in full where AutoV3 has its first 12 digits. */
export function hexOf(value: unknown, length: number): string | null {
  if (typeof value !== 'string' || value.length > 100) return null
  const digits = value.trim().toLowerCase().replace(/^0x/, '')
  if (!/^[0-9a-f]+$/.test(digits)) return null
  if (digits.length === length) return digits
  return length === 12 && digits.length === 64 ? digits.slice(0, 12) : null
}

/** Positive whole number, also as text. */
export function idOf(value: unknown): number | null {
  const id = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : null
}

/** Civitai's page of a model, opened at a version. */
export function civitaiPage(model: number | null, version: number | null): string | null {
  if (model === null) return null
  return `https://civitai.com/models/${model}${version === null ? '' : `?modelVersionId=${version}`}`
}

/** A web address without what would open somebody's account: user, password, tokens and signatures. Null where it is none. */
export function cleanUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 2048) return null
  const parts = /^(https?:\/\/)(?:[^/?#@\s]*@)?([^/?#@\s]+)([^?#\s]*)(?:\?([^#\s]*))?(?:#\S*)?$/i.exec(value)
  if (parts === null) return null
  const [, scheme = '', host = '', path = '', query = ''] = parts
  const kept = query.split('&').filter((part) => part !== '' && !secret.test(part))
  return plainText(`${scheme}${host}${path}${kept.length === 0 ? '' : `?${kept.join('&')}`}`, 2048)
}

const secret = /^(?:.*(?:token|key|secret|sig|signature|credential|password|auth)[^=]*|x-[^=]*)(?:=|$)/i

/** `for SD 1.5`, `trigger words "a", "b"`: parts of a sentence, without those that are not there. */
export function sayBase(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? `for ${plainText(value.trim())}` : null
}

/** From a list, or from text with commas. */
export function sayTriggers(value: unknown): string | null {
  const words = (typeof value === 'string' ? value.slice(0, 1000).split(',') : isList(value) ? value.slice(0, 100) : [])
    .map((word) => (typeof word === 'string' ? word.trim() : ''))
    .filter((word) => word !== '')
  if (words.length === 0) return null
  const more = words.length > 5 ? ` and ${words.length - 5} more` : ''
  return `trigger words ${words
    .slice(0, 5)
    .map((word) => quote(word, 60))
    .join(', ')}${more}`
}

export function sayName(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? quote(value.trim()) : null
}

/** `Civitai: version 5 of model 3, "Name", for SDXL`. */
export function sentence(who: string, parts: readonly (string | null)[]): string {
  const said = parts.filter((part) => part !== null)
  return said.length === 0 ? who : `${who}: ${said.join(', ')}`
}

/** Own value of a record inside a record. */
export function inner(record: ForeignRecord, key: string): ForeignRecord | null {
  const value = own(record, key)
  return isRecord(value) ? value : null
}
