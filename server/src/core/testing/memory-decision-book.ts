import type { Decision } from '@greenlight/shared/decisions'
import { compareDecisions, decisionKey } from '../decision-subject.js'
import type { DecisionBook } from '../ports.js'

/** Decisions kept in memory alone. */
export function createMemoryDecisionBook(): DecisionBook {
  const kept = new Map<string, Decision>()
  return {
    async read() {
      return { decisions: [...kept.values()].sort(compareDecisions), problems: [] }
    },
    async remember(decisions) {
      for (const decision of decisions) kept.set(decisionKey(decision), structuredClone(decision))
    },
    async forget(decision) {
      return kept.delete(decisionKey(decision))
    },
  }
}
