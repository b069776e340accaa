import type { ExecutionId } from '@greenlight/shared/ids'
import type { Problem } from '@greenlight/shared/problem'

/** One internal model for every spelling of a workflow. All values are what the file says; nothing is guessed here. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A widget's value: `name` is null where the file gives only positions and nothing tells the name. */
export interface WidgetValue {
  readonly name: string | null
  /** Position in `widgets_values`, null where the file gives names. */
  readonly index: number | null
  readonly value: Json
  /** JSON path in the file: `nodes[3].widgets_values[0]`. */
  readonly where: string
  /** `instance`: a promoted widget, the subgraph instance's value wins; `primitive`: a PrimitiveNode feeds it. */
  readonly from: 'node' | 'instance' | 'primitive'
}

export interface NodeInput {
  readonly name: string
  readonly type: string
  /** Name of the widget this input was converted from, when it was. */
  readonly widget: string | null
  /** Execution id and slot of what feeds it, through reroutes and subgraph boundaries; null when open. */
  readonly source: { readonly node: ExecutionId; readonly slot: number } | null
}

export interface NodeOutput {
  readonly name: string
  readonly type: string
}

/** `properties.models[]` of a node, or `models[]` of the graph. */
export interface EmbeddedModel {
  readonly name: string
  readonly url: string | null
  readonly directory: string | null
  readonly hash: string | null
  readonly hashType: string | null
  readonly where: string
  /** A link in a note whose file name is this model's: evidence for a source, not an entry of the file. */
  readonly from?: 'note'
}

/** What the file declares about the pack of a node. */
export interface PackDeclaration {
  readonly cnrId: string | null
  readonly auxId: string | null
  readonly ver: string | null
}

/**
 * A node as it would be executed. Subgraph instances, group nodes and native reroutes are opened and are not nodes here. Its
 * fields may be getters that read the record each time: hold on to a list, and never copy a node with `...`.
 */
export interface FlatNode {
  readonly id: ExecutionId
  readonly type: string
  readonly title: string | null
  readonly mode: 'active' | 'muted' | 'bypassed'
  /** False when it or an ancestor is muted or bypassed. */
  readonly active: boolean
  readonly declared: PackDeclaration
  readonly embeddedModels: readonly EmbeddedModel[]
  readonly widgets: readonly WidgetValue[]
  /** The values of `widgets` alone, where they are to be had for less. */
  readonly values?: readonly unknown[]
  readonly inputs: readonly NodeInput[]
  readonly outputs: readonly NodeOutput[]
  /** JSON path of its record: `nodes[3]`, `definitions.subgraphs[0].nodes[2]`, `65` in a prompt. */
  readonly where: string
}

export type WorkflowFormat = 'ui' | 'api' | 'history' | 'template'

export interface Workflow {
  readonly format: WorkflowFormat
  /** The graph's own id, which it keeps through renames; copies of one graph share it. Absent in old graphs and in prompts. */
  readonly id?: string
  readonly nodes: readonly FlatNode[]
  /** `models[]` of the root graph (and of subgraph definitions): bound to no node. */
  readonly graphModels: readonly EmbeddedModel[]
  /** Instances whose definition (subgraph UUID or `workflow>NAME`) the file does not hold. */
  readonly missingDefinitions: readonly {
    readonly id: ExecutionId
    readonly type: string
    readonly active: boolean
    readonly where: string
  }[]
  /** Things read in spite of a fault, in words: NaN outside strings, a node that is no object, a link to nowhere. */
  readonly tolerated: readonly { readonly says: string; readonly where?: string }[]
}

/** A workflow, or why there is none. Never an exception, whatever the bytes. */
export type ReadResult =
  { readonly ok: true; readonly workflow: Workflow } | { readonly ok: false; readonly problem: Problem }
