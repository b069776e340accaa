import * as v from 'valibot'

/** What one action of a plan may do. A finding's `fix` names the kind that would answer it. Sorted. */
export const actionKinds = [
  'choose-input',
  'choose-model',
  'choose-node-pack',
  'download-model',
  'edit-widget',
  'enable-node-pack',
  'install-node-pack',
  'move-model',
  'repair-node-pack',
  'update-comfyui',
] as const

export const ActionKindSchema = v.picklist(actionKinds)
export type ActionKind = v.InferOutput<typeof ActionKindSchema>
