import * as v from 'valibot'

/** `state` says what ComfyUI would make of the folder; `blocked` lacks `__init__.py`, `import-failed` was tried and fell over. */
export const nodePackStates = ['enabled', 'disabled', 'blocked', 'import-failed'] as const

export const NodePackSchema = v.object({
  /** Folder or file name below a custom_nodes root. */
  folder: v.string(),
  path: v.string(),
  id: v.nullable(v.string()),
  title: v.string(),
  version: v.optional(v.string()),
  repository: v.nullable(v.string()),
  commit: v.optional(v.string()),
  kind: v.picklist(['registry', 'git', 'folder', 'file']),
  state: v.picklist(nodePackStates),
  /** Node types it registers here, as `/object_info` says; absent when unknown. */
  nodeTypes: v.optional(v.array(v.string())),
  /** Why it is not enabled, or the exception's last line. */
  because: v.optional(v.string()),
})
export type NodePack = v.InferOutput<typeof NodePackSchema>

export const NodePacksSchema = v.object({ schema: v.literal('greenlight/node-packs@1'), nodePacks: v.array(NodePackSchema) })
