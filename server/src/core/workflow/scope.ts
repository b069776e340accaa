import type { FileDefinitions } from './definitions-in-file.js'
import type { IdKey } from './foreign.js'
import type { Graph } from './graph.js'
import type { GraphNode } from './graph-node.js'
import { promotedValues } from './promote.js'
import type { Promoted } from './promoted.js'

/** Nesting of instances that is followed. */
export const maxInstanceDepth = 64

/** One opening of a graph: the root, or a definition inside one instance. */
export interface Scope {
  readonly graph: Graph
  readonly definitions: FileDefinitions
  readonly parent: Scope | null
  readonly instance: GraphNode | null
  /** Execution id of the instance with a colon behind it; empty at the root. */
  readonly prefix: string
  readonly depth: number
  readonly active: boolean
  /** Values that instances give to nodes of this scope, by node id, then widget name. */
  readonly promoted: ReadonlyMap<IdKey, ReadonlyMap<string, Promoted>>
  readonly children: Map<GraphNode, Scope>
  /** What pass-through slots (reroutes, instances' outputs, own inputs) were followed to; null while or when it leads nowhere. */
  readonly through: Map<string, Source | null>
  /** Links into the instance by input name, made when first asked for. */
  outside: ReadonlyMap<string, IdKey | null> | null
}

/** A node's output that a link truly comes from. */
export interface Source {
  readonly scope: Scope
  readonly node: GraphNode
  readonly slot: number
}

export function rootScope(graph: Graph, prefix: string, definitions: FileDefinitions): Scope {
  return {
    graph,
    definitions,
    parent: null,
    instance: null,
    prefix,
    depth: 0,
    active: true,
    promoted: new Map(),
    children: new Map(),
    through: new Map(),
    outside: null,
  }
}

export type Opened =
  | { readonly kind: 'plain' }
  | { readonly kind: 'cyclic' | 'too-deep' }
  | { readonly kind: 'instance'; readonly scope: Scope }

const plain: Opened = Object.freeze({ kind: 'plain' })

/** Opens an instance, once per scope; a definition that would contain itself and the 65th level stay closed. */
export function openInstance(scope: Scope, node: GraphNode): Opened {
  const known = scope.children.size === 0 ? undefined : scope.children.get(node)
  if (known !== undefined) return { kind: 'instance', scope: known }
  const graph = scope.definitions.graphOf(node.type)
  if (graph === null) return plain
  for (let ancestor: Scope | null = scope; ancestor !== null; ancestor = ancestor.parent)
    if (ancestor.graph === graph) return { kind: 'cyclic' }
  if (scope.depth >= maxInstanceDepth) return { kind: 'too-deep' }
  const child: Scope = {
    graph,
    definitions: scope.definitions,
    parent: scope,
    instance: node,
    prefix: `${scope.prefix}${node.id}:`,
    depth: scope.depth + 1,
    active: scope.active && node.mode === 'active',
    promoted: promotedValues(graph, node, scope.promoted.get(node.key)),
    children: new Map(),
    through: new Map(),
    outside: null,
  }
  scope.children.set(node, child)
  return { kind: 'instance', scope: child }
}
