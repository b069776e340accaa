import type { IndexedModel } from './model-index.js'

/** What is known of the contents of model files, gathered for the references of one workflow: facts go in, nothing is looked up later. */

export type KnownModel = Pick<IndexedModel, 'claims' | 'digests' | 'facts' | 'folders' | 'name' | 'path' | 'size'>

export interface ModelKnowledge {
  /** By absolute path: the files that answer a reference by name. */
  readonly byPath: ReadonlyMap<string, KnownModel>
  /** By `hashKey`: files whose whole content has the hash that a workflow asks for. Proven, never sampled (D8). */
  readonly byHash: ReadonlyMap<string, readonly KnownModel[]>
  /** Files below roots that the user added and ComfyUI does not have. */
  readonly outside: readonly { readonly name: string; readonly path: string; readonly size: number }[]
  /** Hashes (`hashKey`) that some file might have whose content was not hashed yet: "nowhere" is not proven for them. */
  readonly unproven: ReadonlySet<string>
}

export const noModelKnowledge: ModelKnowledge = {
  byPath: new Map(),
  byHash: new Map(),
  outside: [],
  unproven: new Set(),
}

