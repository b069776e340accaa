import type { Decision } from '@greenlight/shared/decisions'
import { hostOf } from './model-answers.js'

/** A decision as one line: what it is about, and what answers it. */
export interface ToldDecision {
  about: string
  answer: string
  /** Address behind the answer, where there is one. */
  url: string | null
}

export function tellDecision(decision: Decision): ToldDecision {
  if (decision.about === 'node-type') {
    const { type, title, id, repository } = decision
    return { about: type, answer: title ?? id ?? repository ?? '', url: repository }
  }
  const { name, use } = decision
  return 'url' in use ? { about: name, answer: hostOf(use.url), url: use.url } : { about: name, answer: use.widgetValue, url: null }
}

/** Decisions by where they hold: everywhere first, then each workflow by its key. */
export function groupDecisions(all: readonly Decision[]): { key: string | null; decisions: Decision[] }[] {
  const groups = new Map<string | null, Decision[]>()
  for (const decision of all) {
    const key = 'workflow' in decision.scope ? decision.scope.workflow : null
    groups.set(key, [...(groups.get(key) ?? []), decision])
  }
  const rank = (key: string | null): string => (key === null ? '' : ` ${key}`)
  return [...groups].map(([key, decisions]) => ({ key, decisions })).sort((a, b) => (rank(a.key) < rank(b.key) ? -1 : 1))
}
