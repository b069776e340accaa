import type { Candidate } from '@greenlight/shared/report'
import type { Known, PackClaim } from '../installed.js'
import { isCollection } from './carried.js'
import { packKey } from './pack-key.js'
import { isComfyUi } from './repository.js'

/**
 * Packs that a catalogue says register the type: by name, else by a pattern of names. A pattern also speaks where only packs that
 * collect others' nodes list the name: `Seed (rgthree)` is listed by one that carries a copy. Sorted by title, those by name first.
 */
export function claimedCandidates(type: string, known: Known): Candidate[] {
  const claims = (known.claims.get(type) ?? []).filter((claim) => !isComfyUi(claim.repository))
  const exact = distinct(claims.filter((claim) => claim.via === 'exact-type'))
  const named = new Set(exact.map(packKey))
  const alike = distinct(claims.filter((claim) => claim.via === 'pattern' && !named.has(packKey(claim))))
  const pattern = alike.length > 0 && exact.every((claim) => collects(claim, known)) ? alike : []
  return [...exact.map((claim) => candidate(type, claim, 0.9, known.source)), ...pattern.map((claim) => candidate(type, claim, 0.5, known.source))]
}

function collects(claim: PackClaim, known: Known): boolean {
  const shares = known.shares.get(packKey(claim))
  return shares !== undefined && isCollection(shares)
}

/** Whether a catalogue lists the type as ComfyUI's own. */
export function isClaimedByComfyUi(type: string, known: Known): boolean {
  return (known.claims.get(type) ?? []).some((claim) => claim.via === 'exact-type' && isComfyUi(claim.repository))
}

function distinct(claims: readonly PackClaim[]): PackClaim[] {
  const byKey = new Map<string, PackClaim>()
  for (const claim of claims) {
    const key = packKey(claim)
    if (!byKey.has(key)) byKey.set(key, claim)
  }
  return [...byKey]
    .sort(([a, one], [b, other]) => compare(one.title, other.title) || compare(a, b))
    .map(([, claim]) => claim)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function candidate(type: string, claim: PackClaim, confidence: number, source: string | null): Candidate {
  const says =
    claim.via === 'exact-type'
      ? `The catalogue says that ${claim.title} registers ${type}.`
      : `The catalogue says that ${claim.title} registers names like ${type}.`
  const where = claim.from ?? source
  return {
    id: claim.id,
    repository: claim.repository,
    title: claim.title,
    via: claim.via,
    confidence,
    evidence: [{ from: 'catalogue', says, ...(where === null ? {} : { where }) }],
  }
}
