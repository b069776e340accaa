import type { Decision, ModelDecision, PackDecision } from '@greenlight/shared/decisions'

export type DecisionAsked =
  | { readonly type: string; readonly workflowKey: string | null }
  | { readonly name: string; readonly directory: string | null; readonly workflowKey: string | null }

/**
 * What holds for a node type or a model in one workflow: what was decided there, else everywhere. For a model the same folder goes before a
 * decision for any folder; where the asking folder is not known, one for a folder counts too. Null when nothing was decided.
 */
export function decisionFor(decisions: readonly Decision[], asked: { readonly type: string; readonly workflowKey: string | null }): PackDecision | null
export function decisionFor(decisions: readonly Decision[], asked: { readonly name: string; readonly directory: string | null; readonly workflowKey: string | null }): ModelDecision | null
export function decisionFor(decisions: readonly Decision[], asked: DecisionAsked): Decision | null {
  const ranked = decisions
    .map((decision) => ({ decision, rank: scopeRank(decision, asked.workflowKey) * 3 + subjectRank(decision, asked) }))
    .filter(({ decision }) => scopeRank(decision, asked.workflowKey) > 0 && subjectRank(decision, asked) > 0)
  return ranked.reduce<(typeof ranked)[number] | null>((best, one) => (best === null || one.rank > best.rank ? one : best), null)?.decision ?? null
}

/** 2: made in this workflow, 1: everywhere, 0: elsewhere. */
function scopeRank({ scope }: Decision, workflowKey: string | null): number {
  if ('workflow' in scope) return workflowKey !== null && scope.workflow === workflowKey ? 2 : 0
  return 1
}

function subjectRank(decision: Decision, asked: DecisionAsked): number {
  if (decision.about === 'node-type') return 'type' in asked && decision.type === asked.type ? 1 : 0
  if (!('name' in asked) || decision.name !== asked.name) return 0
  if (decision.directory === asked.directory) return 2
  return decision.directory === null || asked.directory === null ? 1 : 0
}
