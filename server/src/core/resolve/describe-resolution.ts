import type { PackCard, PackChoice, PackResolution, UnknownType } from '@greenlight/shared/packs'
import type { Known } from '../installed.js'
import { alternativesOf, type Told, toldOf, typesOf, wantedBy } from './alternatives.js'
import { nextStepFor, searchWords } from './next-step.js'
import { risksOf } from './pack-risks.js'
import type { PackAnswer } from './pack-answer.js'
import type { Resolved } from './resolve-packs.js'
import type { TypeCase } from './type-case.js'
import { versionFor } from './version-for.js'

export type Answers = ReadonlyMap<TypeCase['reference'], PackAnswer>

/** The joint choice as people read it: a card per chosen pack, a choice per tie, every unknown type by name. */
export function describeResolution(resolved: Resolved, answers: Answers, known: Known): PackResolution {
  const { cases, exact, steps } = resolved
  const chosen = groupBy(cases.filter((one) => one.chosen !== null), (one) => one.chosen?.key ?? '')
  const tied = groupBy(cases.filter((one) => one.chosen === null && one.candidates.size > 0), (one) => [...one.left].sort().join('\n'))
  const told: Told = { answers, known }
  const cards = [...chosen].flatMap(([key, group]) => cardOf(key, group, told))
  return {
    cards: cards.sort((a, b) => Number(b.active) - Number(a.active) || b.nodes.length - a.nodes.length || (a.key < b.key ? -1 : 1)),
    choices: [...tied.values()].map((group) => choiceOf(group, told)),
    unknown: cases.filter((one) => one.candidates.size === 0).map((one) => unknownOf(one, resolved)),
    derivation: { exact, steps: [...steps] },
  }
}

function cardOf(key: string, cases: readonly TypeCase[], told: Told): PackCard[] {
  const { candidate: pack, claim } = toldOf(key, cases, told)
  if (pack === null) return []
  const version = versionFor(key, cases, told)
  const decision = cases.find(({ chosen }) => chosen?.rule === 'decision')?.decided
  return [
    {
      key,
      pack,
      explains: typesOf(cases),
      ...wantedBy(cases),
      why: [...new Set(cases.flatMap(({ chosen }) => (chosen === null ? [] : [chosen.why])))],
      alternatives: alternativesOf(cases, told, key),
      ...(version === null ? {} : { version }),
      ...(claim?.about === undefined ? {} : { about: claim.about }),
      risks: risksOf(pack, claim, told.known),
      ...(decision === undefined ? {} : { decided: decision }),
    },
  ]
}

function choiceOf(cases: readonly TypeCase[], told: Told): PackChoice {
  const titles = [...new Set(cases.flatMap((one) => [...one.left].map((key) => one.candidates.get(key)?.title ?? key)))]
  const subject = cases.length === 1 ? 'it' : 'these types'
  const names = `${titles.slice(0, -1).join(', ')} and ${titles.at(-1) ?? ''}`
  const why = `${names} register ${subject}, and nothing in the workflow tells which was used.`
  return { types: typesOf(cases), ...wantedBy(cases), options: alternativesOf(cases, told, null), why: [why] }
}

function unknownOf(one: TypeCase, resolved: Resolved): UnknownType {
  const { type } = one.reference
  return { type, ...wantedBy([one]), next: nextStepFor(type, resolved), words: searchWords(type) }
}

function groupBy(cases: readonly TypeCase[], keyOf: (one: TypeCase) => string): Map<string, TypeCase[]> {
  const groups = new Map<string, TypeCase[]>()
  for (const one of cases) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return groups
}
