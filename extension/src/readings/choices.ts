import type { Decision, ModelDecision, PackDecision } from '@greenlight/shared/decisions'
import type { Candidate } from '@greenlight/shared/report'

/** Where a choice holds: everywhere, or in the workflow of this key. */
export type Scope = Decision['scope']

/** One decision per node type: `pack` answers each of them. */
export function choosePack(types: readonly string[], { id, repository, title }: Pick<Candidate, 'id' | 'repository' | 'title'>, scope: Scope): PackDecision[] {
  return types.map((type) => ({ about: 'node-type', scope, type, id, repository, title }))
}

export function chooseModel(name: string, directory: string | null, use: ModelDecision['use'], scope: Scope): ModelDecision {
  return { about: 'model', scope, name, directory, use }
}

/** Decisions that the new ones would take the place of. */
export function replacedBy(chosen: readonly Decision[], all: readonly Decision[]): Decision[] {
  return all.filter((old) => chosen.some((one) => sameSubject(one, old) && sameScope(one.scope, old.scope)))
}

/** What was decided about these types: in this workflow, or everywhere. `key` is the workflow's; null when it has none. */
export function packDecisionsOn(types: readonly string[], holds: 'everywhere' | 'workflow', key: string | null, all: readonly Decision[]): PackDecision[] {
  const wanted = new Set(types)
  return all.filter((one): one is PackDecision => one.about === 'node-type' && wanted.has(one.type) && holdsAs(one.scope, key) === holds)
}

/** The decision that holds for a model here: the workflow's own before the one for everywhere, one for its folder before one for any. */
export function modelDecisionOn(name: string, directory: string | null, key: string | null, all: readonly Decision[]): ModelDecision | null {
  const about = all.filter(
    (one): one is ModelDecision => one.about === 'model' && one.name === name && (one.directory === null || directory === null || one.directory === directory),
  )
  const of = (holds: 'everywhere' | 'workflow'): ModelDecision | undefined => {
    const holding = about.filter(({ scope }) => holdsAs(scope, key) === holds)
    return holding.find((one) => one.directory === directory) ?? holding[0]
  }
  return of('workflow') ?? of('everywhere') ?? null
}

/** How a scope holds in the workflow of this key; null when it does not. */
export function holdsAs(scope: Scope, key: string | null): 'everywhere' | 'workflow' | null {
  if ('everywhere' in scope) return 'everywhere'
  return scope.workflow === key ? 'workflow' : null
}

function sameScope(one: Scope, other: Scope): boolean {
  return 'everywhere' in one ? 'everywhere' in other : 'workflow' in other && one.workflow === other.workflow
}

function sameSubject(one: Decision, other: Decision): boolean {
  if (one.about === 'node-type') return other.about === 'node-type' && one.type === other.type
  return other.about === 'model' && one.name === other.name && one.directory === other.directory
}
