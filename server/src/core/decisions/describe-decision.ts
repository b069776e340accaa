import type { Decision } from '@greenlight/shared/decisions'

/** One line for people: `node type Foo -> Impact Pack (everywhere)`. */
export function describeDecision(decision: Decision): string {
  return `${subjectOf(decision)} -> ${answerOf(decision)} (${scopeOf(decision)})`
}

export function subjectOf(decision: Decision): string {
  if (decision.about === 'node-type') return `node type ${decision.type}`
  return `model ${decision.directory === null ? '' : `${decision.directory}/`}${decision.name}`
}

export function answerOf(decision: Decision): string {
  if (decision.about === 'model') return 'url' in decision.use ? decision.use.url : decision.use.widgetValue
  const { id, repository, title } = decision
  const names = [...new Set([title, id, repository].filter((one) => one != null))]
  return names.length > 1 ? `${names[0]} (${names.slice(1).join(', ')})` : (names[0] ?? 'no pack')
}

function scopeOf({ scope }: Decision): string {
  return 'workflow' in scope ? `in ${scope.workflow}` : 'everywhere'
}
