import type { IdKey } from './foreign.js'
import type { GraphNode } from './graph-node.js'
import type { ById } from './id-map.js'
import type { EmbeddedModel } from './model.js'

/** One level of a workflow (root, subgraph definition, group node, template) with its records read once and indexed. */

/** One end of a link: a node of this graph, or its boundary. */
export interface GraphEnd {
  readonly node: IdKey
  readonly slot: number
}

export interface Graph {
  /** What an instance's `type` says; empty for the root. */
  readonly key: string
  readonly kind: 'root' | 'subgraph' | 'group'
  readonly where: string
  readonly nodes: readonly GraphNode[]
  /** The first of a duplicated id. */
  readonly byId: ById<GraphNode>
  /** Where each link comes from. */
  readonly links: ById<GraphEnd>
  /** What links name as their origin when they come from an input of this graph. */
  readonly inputId: IdKey
  /** Names of its inputs by slot; empty for a root. */
  readonly inputNames: readonly string[]
  /** By input slot: what inside is fed from there. */
  readonly inputTargets: ReadonlyMap<number, readonly GraphEnd[]>
  /** By input name, in slot order: the inner widget slots that hang on it. Only inputs that lead to a widget. */
  readonly promotable: ReadonlyMap<string, readonly GraphEnd[]>
  /** By output slot: what inside feeds it. */
  readonly outputSources: ReadonlyMap<number, GraphEnd>
  readonly models: readonly EmbeddedModel[]
}
