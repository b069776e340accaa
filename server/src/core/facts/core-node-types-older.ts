/** A core node type that the two versions of the table no longer serve, kept because saved workflows still name it. */
export interface OlderCoreNodeType {
  readonly type: string
  readonly module: string
  /** What ComfyUI puts in its place; null when it has none. */
  readonly replacement: string | null
}

/**
 * Core node types that went before the older version of the table. Names as workflows spell them: `ConditioningAverage `
 * ended in a blank for two years. Replacements are those ComfyUI itself declares (`GET /node_replacements`), or the same
 * class under its later name. Sorted.
 */
export const olderCoreNodeTypes: readonly OlderCoreNodeType[] = [
  { type: 'ConditioningAverage ', module: 'nodes', replacement: 'ConditioningAverage' },
  { type: 'FluxProCannyNode', module: 'comfy_api_nodes.nodes_bfl', replacement: null },
  { type: 'FluxProDepthNode', module: 'comfy_api_nodes.nodes_bfl', replacement: null },
  { type: 'FluxProImageNode', module: 'comfy_api_nodes.nodes_bfl', replacement: null },
  { type: 'Load3DAnimation', module: 'comfy_extras.nodes_load_3d', replacement: 'Load3D' },
  { type: 'LoadImageSetFromFolderNode', module: 'comfy_extras.nodes_train', replacement: null },
  { type: 'LoadImageTextSetFromFolderNode', module: 'comfy_extras.nodes_train', replacement: null },
  { type: 'MinimaxSubjectToVideoNode', module: 'comfy_api_nodes.nodes_minimax', replacement: null },
  { type: 'PikaImageToVideoNode2_2', module: 'comfy_api_nodes.nodes_pika', replacement: null },
  { type: 'PikaScenesV2_2', module: 'comfy_api_nodes.nodes_pika', replacement: null },
  { type: 'PikaStartEndFrameNode2_2', module: 'comfy_api_nodes.nodes_pika', replacement: null },
  { type: 'PikaTextToVideoNode2_2', module: 'comfy_api_nodes.nodes_pika', replacement: null },
  { type: 'Pikadditions', module: 'comfy_api_nodes.nodes_pika', replacement: null },
  { type: 'Pikaffects', module: 'comfy_api_nodes.nodes_pika', replacement: null },
  { type: 'Pikaswaps', module: 'comfy_api_nodes.nodes_pika', replacement: null },
  { type: 'Preview3DAnimation', module: 'comfy_extras.nodes_load_3d', replacement: 'Preview3D' },
  {
    type: 'SDV_img2vid_Conditioning',
    module: 'comfy_extras.nodes_video_model',
    replacement: 'SVD_img2vid_Conditioning',
  },
  { type: 'SaveLoRANode', module: 'comfy_extras.nodes_train', replacement: 'SaveLoRA' },
  { type: 'T2IAdapterLoader', module: 'nodes', replacement: 'ControlNetLoader' },
]
