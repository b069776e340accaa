import type { NodeDefinition, NodeDefinitions } from '../definitions.js'
import { frontendOnlyType, noteTypes } from '../facts/frontend-only.js'
import { inputLoaderOf, type InputLoader } from '../facts/input-loaders.js'
import { hasModelExtension } from '../facts/model-folders.js'
import { loaderOf, type Loader } from '../facts/model-loaders.js'
import type { FlatNode } from './model.js'
import { writesFiles } from './model-strings.js'

/** A node type with its nodes, and what the finders want to know of it, gathered once and not once per node. */
export interface TypeFacts {
  readonly type: string
  readonly nodes: FlatNode[]
  readonly definition: NodeDefinition | undefined
  readonly loader: Loader | null
  readonly inputLoader: InputLoader | null
  /** Some input has an upload button. */
  readonly uploads: boolean
  readonly isNote: boolean
  /** Its nodes write files: a name they hold is no need. */
  readonly writes: boolean
  /** What evidence says of each of its widgets, by name: said of thousands of nodes, made once. */
  readonly sayings: Map<string | null, string>
  /** Null where only a node's values can tell. */
  readonly namesFiles: boolean | null
}

/** The types in file order; `add` gives the facts of a node's type. */
export function collectTypes(definitions: NodeDefinitions | null): {
  add(node: FlatNode): TypeFacts
  list(): readonly TypeFacts[]
} {
  const byType = new Map<string, TypeFacts>()
  return {
    add(node) {
      const { type } = node
      let facts = byType.get(type)
      if (facts === undefined) {
        facts = factsOf(type, definitions?.get(type))
        byType.set(type, facts)
      }
      facts.nodes.push(node)
      return facts
    },
    list: () => [...byType.values()],
  }
}

function factsOf(type: string, definition: NodeDefinition | undefined): TypeFacts {
  const loader = loaderOf(type)
  const inputLoader = inputLoaderOf(type)
  const uploads = definition?.inputs.some(({ upload }) => upload !== null) === true
  const loads = loader !== null || inputLoader !== null || uploads
  return {
    type,
    nodes: [],
    definition,
    loader,
    inputLoader,
    uploads,
    isNote: noteTypes.has(type),
    writes: loader === null && writesFiles(type),
    sayings: new Map(),
    namesFiles: frontendOnlyType(type) !== null ? false : loads ? true : null,
  }
}

/** A cheap test before the finders: whether a node can name a file at all. Most nodes hold numbers and options only. */
export function mayNameFiles(node: FlatNode, { namesFiles }: TypeFacts): boolean {
  return namesFiles ?? (node.embeddedModels.length > 0 || valuesOf(node).some(mayBeName))
}

function valuesOf(node: FlatNode): readonly unknown[] {
  return node.values ?? node.widgets.map(({ value }) => value)
}

function mayBeName(value: unknown): boolean {
  if (typeof value !== 'string') return typeof value === 'object' && value !== null
  return hasModelExtension(value.trimEnd()) || value.includes('embedding:')
}
