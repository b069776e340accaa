import type { PlanWarning } from '@greenlight/shared/plans'
import { problem } from '../../../problems.js'
import { compareText, listOf } from '../../readiness/words.js'
import type { ForecastFact, PackFact } from '../plan-facts.js'
import { wantKey } from '../want-key.js'
import { type Draft, type Drafted, type Ground } from './draft.js'
import { draftPack, type PackWant } from './install-pack.js'
import { leftOut } from './left-out.js'
import { draftPackages } from './packages.js'

export interface AskedPack {
  readonly want: PackWant
  readonly fact: PackFact
}

interface Drawn extends AskedPack {
  readonly key: string
  readonly draft: Draft
  /** What speaks for it being told beside it; kept back where its packages cannot be had. */
  readonly warnings: readonly PlanWarning[]
}

/** Packs with the Python packages that they need: packages first, and one group, so that neither is there without the other. */
export function draftPacks(asked: readonly AskedPack[], ground: Ground): Drafted {
  const warnings: PlanWarning[] = []
  const drawn = asked.flatMap(({ want, fact }): Drawn[] => {
    const drafted = draftPack(want, fact, ground)
    const [draft] = drafted.drafts
    if (draft === undefined) warnings.push(...drafted.warnings)
    return draft === undefined ? [] : [{ want, fact, key: wantKey(want), draft, warnings: drafted.warnings }]
  })
  const drafts: Draft[] = []
  const keep = (all: readonly Drawn[], together: string | null) => {
    for (const { draft, warnings: told, key } of all) {
      drafts.push({ ...draft, together: together ?? key })
      warnings.push(...told)
    }
  }
  keep(drawn.filter((one) => !needsPackages(one)), null)
  const waiting = new Map(drawn.filter(needsPackages).map((one) => [one.key, one]))
  const changed = new Map<string, string | null>()
  const forecasts = [...ground.facts.forecasts].sort((a, b) => compareText(orderOf(a), orderOf(b)))
  for (const [at, { of, forecast }] of forecasts.entries()) {
    const packs = [...of].sort(compareText).flatMap((key) => waiting.get(key) ?? [])
    for (const { key } of packs) waiting.delete(key)
    if (packs.length === 0) continue
    const titles = packs.map(({ fact }) => fact.pack.title).sort(compareText)
    if (!forecast.ok) {
      const { message } = forecast.problem
      // The first fact of the conflict is the problem's own reason.
      const facts = (forecast.conflict ?? '').split('\n').filter((fact) => fact !== '' && !message.includes(fact.replace(/\.$/, '')))
      const problemOf = { ...forecast.problem, message: [message, ...facts].join(' ') }
      warnings.push(...packs.map(({ fact }) => leftOut(problemOf, fact.pack.title, asksOf(fact))).sort((a, b) => compareText(a.message, b.message)))
      continue
    }
    const other = forecast.changes.find(({ name, after }) => changed.has(name) && changed.get(name) !== after)
    if (packs.length < of.length || other !== undefined) {
      const because = other === undefined ? 'they were worked out together with a pack that is left out' : `${other.name} would have to be ${other.after ?? 'gone'} and ${changed.get(other.name) ?? 'gone'} at once`
      warnings.push(...titles.map((title) => leftOut(problem('UV_REFUSED', { because }), title)))
      continue
    }
    const shared = forecast.changes.some(({ name }) => changed.has(name))
    const together = shared ? 'packages' : `packages ${packs[0]?.key ?? ''}`
    const drafted = draftPackages(forecast, { packs: titles, together, name: `packages-${at + 1}` }, ground)
    warnings.push(...drafted.warnings)
    if (drafted.drafts.length === 0 && drafted.warnings.some(({ rule }) => rule !== undefined)) continue
    for (const { name, after } of forecast.changes) changed.set(name, after)
    drafts.push(...drafted.drafts)
    keep(packs, drafted.drafts.length === 0 ? null : together)
  }
  for (const { fact } of waiting.values()) warnings.push(withoutForecast(fact, ground))
  return { drafts, warnings }
}

/** Packs that come into a plan and ask for Python packages: the `wantKey` of each, for whoever forecasts them. */
export function packsToForecast(asked: readonly AskedPack[], ground: Ground): string[] {
  return asked
    .filter(({ want, fact }) => draftPack(want, fact, ground).drafts.length > 0 && needsPackages({ want, fact }))
    .map(({ want }) => wantKey(want))
    .sort(compareText)
}

function needsPackages({ want, fact }: AskedPack): boolean {
  const filesOnly = want.want === 'install-node-pack' && want.filesOnly === true
  return !filesOnly && fact.requirements.lines.length > 0
}

function withoutForecast(fact: PackFact, { facts }: Ground): PlanWarning {
  const why = facts.python === null ? problem('PYTHON_NOT_FOUND') : problem('UV_REFUSED', { because: 'nobody worked out what they would change' })
  return leftOut(why, fact.pack.title, asksOf(fact))
}

function asksOf({ requirements }: PackFact): string {
  return `Python packages (${listOf(requirements.lines.map(({ line }) => line))})`
}

function orderOf({ of }: ForecastFact): string {
  return [...of].sort(compareText).join('\n')
}
