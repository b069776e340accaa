import type { NodePack } from '@greenlight/shared/node-packs'
import type { Candidate, Evidence } from '@greenlight/shared/report'
import type { Installed, Known } from '../installed.js'
import type { NodeTypeReference } from '../workflow/references.js'
import { claimedCandidates } from './claimed.js'
import { declaredCandidates } from './declared.js'
import { findPackOnDisk } from './pack-on-disk.js'
import { packKey } from './pack-key.js'

export interface PackAnswer {
  /** The one answer that is certain enough to install; null when several are plausible or none is known. */
  readonly pack: Candidate | null
  /** Every declared pack and every claimant, the best first, the chosen one among them. Empty for an unknown type. */
  readonly candidates: readonly Candidate[]
  /** The copy of `pack` on this disk. */
  readonly onDisk: NodePack | null
  readonly evidence: readonly Evidence[]
}

/**
 * Which node pack provides a node type. What the workflow declares outranks what a catalogue claims; a pattern of names
 * counts only where nobody claims the type by name. Several answers stay several.
 */
export function packFor(reference: NodeTypeReference, installed: Installed, known: Known): PackAnswer {
  const declared = declaredCandidates(reference, installed, known)
  const claimed = claimedCandidates(reference.type, known)
  const candidates = mergeCandidates([...declared, ...claimed])
  const chosen = choose(declared, claimed, installed)
  const pack = chosen === null ? null : (candidates.find((one) => packKey(one) === packKey(chosen)) ?? chosen)
  const onDisk = pack === null ? registrant(reference.type, installed) : findPackOnDisk(installed.nodePacks, pack)
  return { pack, candidates, onDisk, evidence: differing(declared) }
}

function choose(declared: readonly Candidate[], claimed: readonly Candidate[], installed: Installed): Candidate | null {
  if (declared.length === 1) return declared[0] ?? null
  const here = (one: Candidate): boolean => findPackOnDisk(installed.nodePacks, one) !== null
  if (declared.length > 1) {
    const claimants = new Set(claimed.map(packKey))
    return only(declared.filter((one) => claimants.has(packKey(one)))) ?? only(declared.filter(here))
  }
  return only(claimed) ?? only(claimed.filter((one) => one.via === 'exact-type' && here(one)))
}

function only<T>(values: readonly T[]): T | null {
  return values.length === 1 ? (values[0] ?? null) : null
}

/** A pack on this disk that is known to register the type although nobody claims it. */
function registrant(type: string, installed: Installed): NodePack | null {
  return installed.nodePacks.find((pack) => pack.nodeTypes?.includes(type) === true) ?? null
}

/** One entry per pack: a declared pack that is also claimed keeps its rank and gains the claim's evidence. */
function mergeCandidates(all: readonly Candidate[]): Candidate[] {
  const merged = new Map<string, Candidate>()
  for (const one of all) {
    const key = packKey(one)
    const first = merged.get(key)
    merged.set(key, first === undefined ? one : { ...first, evidence: [...first.evidence, ...one.evidence] })
  }
  return [...merged.values()]
}

function differing(declared: readonly Candidate[]): Evidence[] {
  if (declared.length < 2) return []
  const titles = declared.map((one) => one.title).join(', ')
  return [{ from: 'workflow', says: `Its nodes declare different packs: ${titles}.` }]
}
