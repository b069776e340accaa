import type { Decision } from '@greenlight/shared/decisions'
import type { Candidate } from '@greenlight/shared/report'
import type { Installed, Known, PackClaim } from '../installed.js'
import type { NodeTypeReference } from '../workflow/references.js'
import { claimedCandidates } from './claimed.js'
import { decisionFor } from '../decisions/decision-for.js'
import { contradiction, decidedCandidate } from './decided.js'
import { declaredCandidates } from './declared.js'
import { chooseFewest } from './choose-fewest.js'
import { listedById } from './listed-as.js'
import { narrow, neededAnyway } from './narrow.js'
import { packKey } from './pack-key.js'
import { findPackOnDisk } from './pack-on-disk.js'
import { settle, titleOf, type TypeCase } from './type-case.js'

export interface ResolveInput {
  /** Types that neither the installation nor the page nor ComfyUI itself provides. */
  readonly foreign: readonly NodeTypeReference[]
  /** Every type of the workflow: what the others declare tells which packs were at work. */
  readonly all: readonly NodeTypeReference[]
  readonly installed: Installed
  readonly known: Known
  readonly decisions: readonly Decision[]
  /** Of the workflow, as decisions name it; null when it has no name. */
  readonly workflow: string | null
}

export interface Resolved {
  readonly cases: readonly TypeCase[]
  /** Packs that the workflow needs in any case, with the first reason. */
  readonly needed: ReadonlyMap<string, string>
  /** False when the bound on work was met and choices were left open for it. */
  readonly exact: boolean
  readonly steps: readonly string[]
}

/**
 * Node packs of a whole workflow at once (D13): what a person decided, what its nodes declare, who alone claims a type; then, type by
 * type, claimants that others only copied from, that do not fit or are out of date step back; what is still open goes to packs that
 * are needed anyway, else to the fewest packs that explain all. What stays equal stays a choice.
 */
export function resolvePacks(input: ResolveInput): Resolved {
  const { foreign, all, installed, known } = input
  const listed = listedById(all, known)
  const cases = [...foreign].sort((a, b) => compare(a.type, b.type)).map((reference) => openCase(reference, input, listed))
  const needed = neededPacks(cases, all, installed, known, listed)
  for (const one of cases) narrow(one, { installed, known, needed })
  settleNeeded(cases, needed)
  const fewest = chooseFewest(cases)
  settleNeeded(cases, needed)
  return { cases, needed, exact: fewest.exact, steps: [...cases.flatMap(stepOf), ...fewest.steps] }
}

function openCase(reference: NodeTypeReference, input: ResolveInput, listed: ReadonlyMap<string, PackClaim>): TypeCase {
  const { installed, known, decisions, workflow } = input
  const declared = declaredCandidates(reference, installed, known, listed)
  const claimed = claimedCandidates(reference.type, known)
  const decision = decisionFor(decisions, { type: reference.type, workflowKey: workflow })
  const decided = decision === null ? null : decidedCandidate(decision, known)
  const against = decided === null ? null : contradiction(reference.type, decided, installed)
  const all = merge([...(decided === null ? [] : [decided]), ...declared, ...claimed])
  const one: TypeCase = { reference, declared, candidates: all, left: new Set(all.keys()), aside: new Map(), chosen: null, ...(decision === null ? {} : { decided: 'everywhere' in decision.scope ? 'everywhere' : 'workflow' }) }
  if (decided !== null && against === null) choose(one, packKey(decided), 'decision', decided.evidence[0]?.says ?? '')
  else if (decided !== null && against !== null) stepBack(one, packKey(decided), against, [...declared, ...claimed])
  if (one.chosen === null && declared.length > 0) chooseDeclared(one, declared, claimed, installed)
  else if (one.chosen === null) chooseSole(one, claimed)
  return one
}

/** An impossible decision is told, and the pack stays possible only where others name it too. */
function stepBack(one: TypeCase, key: string, why: string, others: readonly Candidate[]): void {
  one.aside.set(key, why)
  one.left = new Set(others.map(packKey))
}

function chooseDeclared(one: TypeCase, declared: readonly Candidate[], claimed: readonly Candidate[], installed: Installed): void {
  const claimants = new Set(claimed.map(packKey))
  const best =
    only(declared) ??
    only(declared.filter((each) => claimants.has(packKey(each)))) ??
    only(declared.filter((each) => findPackOnDisk(installed.nodePacks, each) !== null))
  if (best !== null) choose(one, packKey(best), 'declared', best.evidence[0]?.says ?? '')
  else one.left = new Set(declared.map(packKey))
}

function chooseSole(one: TypeCase, claimed: readonly Candidate[]): void {
  const [first] = claimed
  if (first?.via === 'pattern') settle(one, 'sole-pattern', `Only the names of ${first.title} look like this; nobody lists this one.`)
  else if (first !== undefined) settle(one, 'sole-claim', `Nobody else registers ${one.reference.type}, as far as the catalogue knows.`)
}

function choose(one: TypeCase, key: string, rule: 'decision' | 'declared', why: string): void {
  one.chosen = { key, rule, why }
}

/** Each pack that is chosen is needed from then on; what it also claims falls to it, until nothing changes. */
function settleNeeded(cases: readonly TypeCase[], needed: Map<string, string>): void {
  for (let before = -1; before !== needed.size; ) {
    before = needed.size
    for (const one of cases) {
      neededAnyway(one, { needed })
      if (one.chosen !== null && one.chosen.rule !== 'sole-pattern' && !needed.has(one.chosen.key))
        needed.set(one.chosen.key, `The workflow needs ${titleOf(one, one.chosen.key)} anyway, for ${one.reference.type}.`)
    }
  }
}

/** Declared anywhere in the workflow, decided, or alone in claiming one of its types; a pattern of names needs nothing. */
function neededPacks(cases: readonly TypeCase[], all: readonly NodeTypeReference[], installed: Installed, known: Known, listed: ReadonlyMap<string, PackClaim>): Map<string, string> {
  const needed = new Map<string, string>()
  const put = (key: string, why: string) => void (needed.has(key) || needed.set(key, why))
  for (const one of cases) {
    if (one.chosen === null || one.chosen.rule === 'sole-pattern') continue
    const title = titleOf(one, one.chosen.key)
    put(one.chosen.key, `The workflow needs ${title} anyway, for ${one.reference.type}.`)
  }
  for (const reference of all) {
    if (cases.some((one) => one.reference === reference)) continue
    for (const candidate of declaredCandidates(reference, installed, known, listed)) {
      put(packKey(candidate), `The workflow was made with ${candidate.title}: ${reference.type} is of it.`)
    }
  }
  return needed
}

function stepOf(one: TypeCase): string[] {
  if (one.chosen !== null) return [`${one.reference.type}: ${titleOf(one, one.chosen.key)}. ${one.chosen.why}`]
  if (one.candidates.size === 0) return [`${one.reference.type}: nobody known claims it.`]
  return [`${one.reference.type}: ${[...one.left].map((key) => titleOf(one, key)).join(' or ')}.`]
}

/** One entry per pack: one that is named twice keeps its first rank and gains the other's evidence. */
function merge(all: readonly Candidate[]): Map<string, Candidate> {
  const merged = new Map<string, Candidate>()
  for (const one of all) {
    const key = packKey(one)
    const first = merged.get(key)
    merged.set(key, first === undefined ? one : { ...first, evidence: [...first.evidence, ...one.evidence] })
  }
  return merged
}

function only<T>(values: readonly T[]): T | null {
  return values.length === 1 ? (values[0] ?? null) : null
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
