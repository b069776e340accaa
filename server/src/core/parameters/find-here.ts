import type { Held, HeldHere, HeldModel } from '@greenlight/shared/held'
import type { Installed } from '../installed.js'
import { digestFor } from '../model-hashes.js'
import { type HashAsked, hashKey } from '../model-index.js'
import type { KnownModel, ModelKnowledge } from '../model-knowledge.js'
import { type AlikeFile, filesAlike } from './alike-names.js'
import { hashesOf } from './held-lookups.js'

type Asked = HashAsked & { readonly whole: string }

const kinds: Readonly<Partial<Record<HashAsked['type'], string>>> = { autov2: 'AutoV2', autov3: 'AutoV3', blake3: 'BLAKE3', sha256: 'SHA-256' }

/**
 * Tells for each model which files of this machine may be it: those of its hash; where there are none, those of its name, and whether their
 * content is known to be another one. Several files are all told. A copy under the same content counts for each place.
 */
export function findHere(held: Held, installed: Installed, knowledge: ModelKnowledge): Held {
  if (installed.models === null && knowledge.outside.length === 0) return held
  return { ...held, models: held.models.map((model) => ({ ...model, here: hereOf(model, installed, knowledge) })) }
}

function hereOf(model: HeldModel, installed: Installed, knowledge: ModelKnowledge): HeldHere[] {
  const asked = hashesOf(model)
  const named = model.name === null ? [] : filesAlike(model.name, model.directory, installed, knowledge.outside)
  const same = new Map<string, HeldHere>()
  for (const hash of asked) {
    const alike = named.flatMap(({ path }) => knowledge.byPath.get(path) ?? [])
    for (const known of [...(knowledge.byHash.get(hashKey(hash)) ?? []), ...alike].filter((one) => has(one, hash))) {
      if (!same.has(known.path)) same.set(known.path, { path: known.path, by: 'hash', says: agrees(hash) })
    }
  }
  if (same.size > 0) return [...same.values()].sort((a, b) => compare(a.path, b.path))
  return named.map((file) => byName(file, model, asked, knowledge))
}

function agrees({ type, value, whole }: Asked): string {
  return type === 'autov2' && whole !== value ? `Its SHA-256 begins with ${whole}.` : `Its ${kinds[type] ?? type} is ${whole}.`
}

/** Whole as asked for: of 12 digits over the whole file, ten agreed in the look-up. */
function has(known: KnownModel, { type, value, whole }: Asked): boolean {
  const digest = digestFor({ type, value: type === 'autov2' ? whole : value }, known.digests)
  return digest === null ? false : digest === (type === 'autov2' ? whole : value)
}

function byName({ path }: AlikeFile, { name, hash }: HeldModel, asked: readonly Asked[], { byPath, unproven }: ModelKnowledge): HeldHere {
  const digests = byPath.get(path)?.digests ?? {}
  const seen = asked.length > 0 && asked.every((one) => digestFor(one, digests) !== null)
  const proven = asked.length > 0 && asked.every((one) => !unproven.has(hashKey(one)))
  return { path, by: 'name', says: `It is named ${name ?? 'so'}${doubt()}` }

  function doubt(): string {
    if (hash === undefined) return '; the text gives no hash to compare.'
    if (asked.length === 0) return `; a hash like ${hash.value} cannot be compared.`
    return seen || proven ? ', but its content has another hash.' : '; its content is not hashed yet.'
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
