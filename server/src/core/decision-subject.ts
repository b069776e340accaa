import type { Decision } from '@greenlight/shared/decisions'

/** What makes two decisions the same question, and the order in which they are told. */

export type DecisionScope = Decision['scope']

/** Of where it holds; two scopes are one where these are equal. */
export function scopeKey(scope: DecisionScope): string {
  return 'workflow' in scope ? `workflow ${scope.workflow}` : 'everywhere'
}

/** Of scope and subject: a later decision with the same key takes the place of an earlier one. */
export function decisionKey(decision: Decision): string {
  const subject = decision.about === 'node-type' ? [decision.type] : [decision.name, decision.directory]
  return JSON.stringify([scopeKey(decision.scope), decision.about, ...subject])
}

/** Everywhere before workflows, node types before models, each by name. */
export function compareDecisions(a: Decision, b: Decision): number {
  const [left, right] = [orderOf(a), orderOf(b)]
  for (const [at, part] of left.entries()) {
    const other = right[at] ?? ''
    if (part !== other) return part < other ? -1 : 1
  }
  return 0
}

function orderOf(decision: Decision): readonly string[] {
  const { scope } = decision
  const where = 'workflow' in scope ? ['1', scope.workflow] : ['0', '']
  return decision.about === 'node-type' ? [...where, '0', decision.type, ''] : [...where, '1', decision.name, decision.directory ?? '']
}

/** Whether both say the same of the same question. */
export function sameDecision(a: Decision, b: Decision): boolean {
  return decisionKey(a) === decisionKey(b) && answerOf(a) === answerOf(b)
}

function answerOf(decision: Decision): string {
  if (decision.about === 'node-type') return JSON.stringify([decision.id, decision.repository, decision.title ?? null])
  return JSON.stringify('url' in decision.use ? ['url', decision.use.url] : ['value', decision.use.widgetValue])
}
