import * as v from 'valibot'

/**
 * What one action of a plan may do. A finding's `fix` names the kind that would answer it; the `choose-*` kinds, repair and
 * update-comfyui are picks or advice and never stand in a plan. Sorted.
 */
export const actionKinds = [
  'adopt-model',
  'choose-input',
  'choose-model',
  'choose-node-pack',
  'disable-node-pack',
  'download-model',
  'edit-widget',
  'enable-node-pack',
  'install-node-pack',
  'install-packages',
  'link-model',
  'move-model',
  'remove-node-pack',
  'repair-node-pack',
  'restart-comfyui',
  'restore',
  'update-comfyui',
  'update-node-pack',
] as const

export const ActionKindSchema = v.picklist(actionKinds)
export type ActionKind = v.InferOutput<typeof ActionKindSchema>
