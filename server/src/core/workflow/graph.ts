import type { EmbeddedModel, FlatNode, NodeOutput, WidgetValue } from './model.js'
import type { ForeignRecord, IdKey } from './foreign.js'

/** One level of a workflow (root, subgraph definition, group node, template) with its records read once and indexed. */

export interface GraphInput {
  readonly name: string
  readonly type: string
  readonly widget: string | null
  /** Key in `Graph.links`, null when open. */
  readonly link: IdKey | null
}

export interface GraphNode {
  readonly id: string
  /** Its id in `Graph.byId` and in links. */
  readonly key: IdKey
  readonly type: string
  readonly title: string | null
  readonly mode: FlatNode['mode']
  readonly declared: FlatNode['declared']
  readonly embeddedModels: readonly EmbeddedModel[]
  readonly inputs: readonly GraphInput[]
  readonly outputs: readonly NodeOutput[]
  readonly widgets: readonly WidgetValue[]
  readonly where: string
  readonly record: ForeignRecord
}

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
  readonly byId: ReadonlyMap<IdKey, GraphNode>
  /** Where each link comes from. */
  readonly links: ReadonlyMap<IdKey, GraphEnd>
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
