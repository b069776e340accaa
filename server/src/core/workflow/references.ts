import type { ExecutionId } from '@greenlight/shared/ids'
import type { Evidence } from '@greenlight/shared/report'
import type { EmbeddedModel, FlatNode, PackDeclaration } from './model.js'

/** What a workflow asks for. One entry per need; readiness compares them with what is installed. */

export interface NodeTypeReference {
  readonly type: string
  /** Every instance path, in file order. */
  readonly nodes: readonly FlatNode[]
  readonly active: boolean
  /** Distinct declarations of its nodes, the most frequent first; those that say nothing left out. */
  readonly declared: readonly PackDeclaration[]
  readonly evidence: readonly Evidence[]
}

export interface ModelReference {
  readonly name: string
  /** Model folder (`checkpoints`), aliases resolved (`unet` -> `diffusion_models`, `clip` -> `text_encoders`); null when nothing says it. */
  readonly directory: string | null
  /** The folder is a known loader's, so no list in the file changes it. */
  readonly sure?: boolean
  readonly node: ExecutionId | null
  readonly nodeType: string | null
  readonly widget: string | null
  readonly active: boolean
  readonly embedded: readonly EmbeddedModel[]
  readonly evidence: readonly Evidence[]
}

export interface InputReference {
  readonly name: string
  readonly kind: 'image' | 'video' | 'audio' | 'file'
  readonly node: ExecutionId
  readonly nodeType: string
  readonly widget: string | null
  readonly active: boolean
  /** Only when the value says that the file lies there (`x.png [output]`) and not in the input folder. */
  readonly folder?: 'output' | 'temp'
}

export interface NoteReference {
  readonly node: ExecutionId
  readonly text: string
  readonly links: readonly string[]
}

export interface References {
  readonly nodeTypes: readonly NodeTypeReference[]
  readonly models: readonly ModelReference[]
  readonly inputs: readonly InputReference[]
  readonly notes: readonly NoteReference[]
}
