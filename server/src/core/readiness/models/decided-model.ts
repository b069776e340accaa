import type { ModelDecision } from '@greenlight/shared/decisions'
import type { ModelCandidate, ModelSource } from '@greenlight/shared/report'
import { sourceKey } from '../../sources/trust.js'
import type { Found } from './found.js'

/** The file that the person chose for this name before, where it is still among those that may be meant; else that is told. */
export function chooseDecidedFile(found: Found, decision: ModelDecision | null): Found {
  if (decision === null || !('widgetValue' in decision.use) || found.file !== null) return found
  const { widgetValue } = decision.use
  const chosen = found.candidates.find((one) => one.widgetValue === widgetValue)
  if (chosen === undefined) {
    const says = `You chose ${widgetValue} before, and it is not among the files here any more.`
    return { ...found, evidence: [...found.evidence, { from: 'decision', says }] }
  }
  return { ...found, state: 'elsewhere', how: 'sub-folder', candidates: [sure(chosen, decision)] }
}

function sure(candidate: ModelCandidate, { scope }: ModelDecision): ModelCandidate {
  const says = 'everywhere' in scope ? 'You chose it for every workflow.' : 'You chose it for this workflow.'
  return { ...candidate, confidence: 1, evidence: [{ from: 'decision', says }, ...candidate.evidence] }
}

/** The address that the person chose before goes before all others, also one that nobody else names. */
export function putDecidedFirst(sources: readonly ModelSource[], decision: ModelDecision | null): ModelSource[] {
  if (decision === null || !('url' in decision.use)) return [...sources]
  const asked: ModelSource = { url: decision.use.url, from: 'decision' }
  const key = sourceKey(asked)
  const { doubt: _, ...named } = sources.find((one) => sourceKey(one) === key) ?? asked
  return [{ ...named, from: 'decision' }, ...sources.filter((one) => sourceKey(one) !== key)]
}
