import type { Decision } from '@greenlight/shared/decisions'
import { compareDecisions, decisionKey, sameDecision } from '../decision-subject.js'

export interface DecisionsMerge {
  /** Questions that were not decided here yet. */
  readonly added: readonly Decision[]
  /** Decided otherwise here: `taken` says whose answer holds afterwards. */
  readonly differing: readonly { readonly own: Decision; readonly theirs: Decision; readonly taken: 'own' | 'theirs' }[]
  /** Decided the same way. */
  readonly same: number
  /** What has to be remembered for it. */
  readonly remember: readonly Decision[]
}

/** Takes the decisions of others in. Where both decided, the person's own stay unless they are to be replaced. Of two for one question the last counts. */
export function mergeDecisions(own: readonly Decision[], theirs: readonly Decision[], { replace }: { readonly replace: boolean }): DecisionsMerge {
  const here = new Map(own.map((one) => [decisionKey(one), one]))
  const coming = [...new Map(theirs.map((one) => [decisionKey(one), one])).values()].sort(compareDecisions)
  const added = coming.filter((one) => !here.has(decisionKey(one)))
  const met = coming.flatMap((one) => {
    const before = here.get(decisionKey(one))
    return before === undefined ? [] : [{ own: before, theirs: one }]
  })
  const differing = met.filter((pair) => !sameDecision(pair.own, pair.theirs))
  return {
    added,
    differing: differing.map((pair) => ({ ...pair, taken: replace ? 'theirs' : 'own' })),
    same: met.length - differing.length,
    remember: [...added, ...(replace ? differing.map((pair) => pair.theirs) : [])],
  }
}
