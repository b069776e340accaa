import type { NodePack } from '@greenlight/shared/node-packs'
import type { Candidate, Evidence } from '@greenlight/shared/report'
import type { Installed } from '../installed.js'
import { findPackOnDisk } from './pack-on-disk.js'
import type { Rule, TypeCase } from './type-case.js'

export interface PackAnswer {
  /** The one answer that is certain enough to install; null when several are plausible or none is known. */
  readonly pack: Candidate | null
  /** Every declared pack and every claimant, the chosen one first, those put aside last. Empty for an unknown type. */
  readonly candidates: readonly Candidate[]
  /** Those of `candidates` between which a person would have to choose; empty where one is chosen. */
  readonly open: readonly Candidate[]
  /** The copy of `pack` on this disk. */
  readonly onDisk: NodePack | null
  readonly evidence: readonly Evidence[]
}

/** How sure each rule makes an answer; null: as sure as the candidate is by itself. */
const confidence: Readonly<Record<Rule, number | null>> = {
  decision: 1,
  declared: null,
  'sole-claim': 0.9,
  'on-disk': 0.9,
  'named-winner': 0.9,
  'not-deprecated': 0.85,
  carried: 0.85,
  signature: 0.85,
  'needed-anyway': 0.85,
  'fewest-packs': 0.8,
  'sole-pattern': 0.5,
}

/** What the joint choice says of one type, as the report shows it. */
export function answerOf(one: TypeCase, installed: Installed): PackAnswer {
  const { chosen } = one
  const ranked = [...one.candidates].sort(([a], [b]) => rank(one, a) - rank(one, b))
  const candidates = ranked.map(([key, candidate]) => shown(one, key, candidate))
  const pack = chosen === null ? null : (candidates[0] ?? null)
  const onDisk = pack === null ? registrant(one.reference.type, installed) : findPackOnDisk(installed.nodePacks, pack)
  const open = chosen === null ? candidates.slice(0, one.left.size) : []
  return { pack, candidates, open, onDisk, evidence: [...differing(one), ...reason(one)] }
}

/** A claim that stands beside a surer answer. */
const beside = 0.3

function rank(one: TypeCase, key: string): number {
  return key === one.chosen?.key ? 0 : one.left.has(key) ? 1 : 2
}

function shown(one: TypeCase, key: string, candidate: Candidate): Candidate {
  if (key === one.chosen?.key) {
    const sure = confidence[one.chosen.rule] ?? candidate.confidence
    return { ...candidate, confidence: candidate.via === 'pattern' ? Math.min(sure, 0.6) : sure }
  }
  const aside = one.aside.get(key)
  if (aside !== undefined) return { ...candidate, confidence: 0.1, evidence: [...candidate.evidence, { from: 'choice', says: aside }] }
  if (one.chosen === null) return { ...candidate, confidence: round(candidate.confidence, one) }
  return { ...candidate, confidence: Math.min(candidate.confidence, beside) }
}

/** As sure as its claim, shared among those that are left. */
function round(value: number, { left }: TypeCase): number {
  return left.size < 2 ? value : Math.round((value / left.size) * 100) / 100
}

function reason({ chosen }: TypeCase): Evidence[] {
  const plain = chosen === null || chosen.rule === 'declared' || chosen.rule === 'sole-claim' || chosen.rule === 'decision'
  return plain ? [] : [{ from: 'choice', says: chosen.why }]
}

/** A pack on this disk that is known to register the type although nobody claims it. */
function registrant(type: string, installed: Installed): NodePack | null {
  return installed.nodePacks.find((pack) => pack.nodeTypes?.includes(type) === true) ?? null
}

function differing({ declared }: TypeCase): Evidence[] {
  if (declared.length < 2) return []
  const titles = declared.map((one) => one.title).join(', ')
  return [{ from: 'workflow', says: `Its nodes declare different packs: ${titles}.` }]
}
