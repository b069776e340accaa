import type { Alternative } from '@greenlight/shared/packs'
import type { Candidate } from '@greenlight/shared/report'
import type { Known, PackClaim } from '../installed.js'
import type { PackAnswer } from './pack-answer.js'
import { packKey } from './pack-key.js'
import type { TypeCase } from './type-case.js'

/** What there is to tell of packs: the answers type by type, and the catalogue. */
export interface Told {
  readonly answers: ReadonlyMap<TypeCase['reference'], PackAnswer>
  readonly known: Known
}

/**
 * Everyone who claims one of the types but `chosen`: those still possible first, then who explains more, then (among equals only) the
 * better known, with what sets each apart.
 */
export function alternativesOf(cases: readonly TypeCase[], told: Told, chosen: string | null): Alternative[] {
  const keys = new Set(cases.flatMap((one) => [...one.candidates.keys()]).filter((key) => key !== chosen))
  const possible = (key: string): number => (cases.some(({ left }) => left.has(key)) ? 0 : 1)
  return [...keys]
    .flatMap((key) => alternativeOf(key, cases, told).map((alternative) => ({ key, alternative })))
    .sort(
      (a, b) =>
        possible(a.key) - possible(b.key) ||
        b.alternative.explains.length - a.alternative.explains.length ||
        (b.alternative.about?.stars ?? 0) - (a.alternative.about?.stars ?? 0) ||
        (a.key < b.key ? -1 : 1),
    )
    .map(({ alternative }) => alternative)
}

/** The candidate behind a key, as the first of the cases that knows it says it, and what the catalogue tells of it. */
export function toldOf(key: string, cases: readonly TypeCase[], { answers, known }: Told): { candidate: Candidate | null; claim: PackClaim | null } {
  for (const { reference } of cases) {
    const candidate = answers.get(reference)?.candidates.find((one) => packKey(one) === key)
    if (candidate === undefined) continue
    const claim = known.claims.get(reference.type)?.find((one) => packKey(one) === key) ?? known.packs.get(key) ?? null
    return { candidate, claim: claim ?? (candidate.id === null ? null : (known.packs.get(candidate.id.toLowerCase()) ?? null)) }
  }
  return { candidate: null, claim: null }
}

export function typesOf(cases: readonly TypeCase[]): string[] {
  return cases.map(({ reference }) => reference.type).sort()
}

/** The nodes that want the types: those that run, or all where none does. */
export function wantedBy(cases: readonly TypeCase[]): { nodes: string[]; active: boolean } {
  const active = cases.some(({ reference }) => reference.active)
  const nodes = cases.flatMap(({ reference }) => reference.nodes.filter((node) => node.active || !active).map((node) => node.id))
  return { nodes, active }
}

function alternativeOf(key: string, cases: readonly TypeCase[], told: Told): Alternative[] {
  const explained = cases.filter((one) => one.candidates.has(key))
  const { candidate, claim } = toldOf(key, explained, told)
  if (candidate === null) return []
  const about = claim?.about
  const part = cases.length === 1 ? '' : `Explains ${explained.length} of ${cases.length}. `
  const [aside] = explained.flatMap((one) => one.aside.get(key) ?? [])
  const difference = `${part}${aside ?? factsOf(about)}`.trim()
  return [{ candidate, explains: typesOf(explained), difference, ...(about === undefined ? {} : { about }) }]
}

function factsOf(about: PackClaim['about']): string {
  const told = [
    about?.author === undefined ? [] : [`by ${about.author}`],
    about?.updated === undefined ? [] : [`last changed ${about.updated.slice(0, 10)}`],
    about?.stars === undefined ? [] : [`${about.stars} stars`],
  ].flat()
  return told.length === 0 ? 'Nothing more is known of it.' : `${told.join(', ')}.`
}
