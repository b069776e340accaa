/** Node definitions as `/object_info` gives them, read once into what the house needs. Source: ComfyUI server.py `node_info`. */

/** One input of a node definition. */
export interface InputDefinition {
  readonly name: string
  readonly section: 'required' | 'optional'
  /** `COMBO` for both spellings of a list, else the type (`MODEL`, `INT`, `COMFY_DYNAMICCOMBO_V3` ...). */
  readonly type: string
  /** Values of a combo; null when it has none of its own (remote) or is no combo. */
  readonly options: readonly string[] | null
  /** Whether it is a widget (has a value in `widgets_values`) unless linked. */
  readonly widget: boolean
  /** A `control_after_generate` value follows it in `widgets_values`. */
  readonly controlAfterGenerate: boolean
  /** An upload combo (`image_upload`, `video_upload`, `audio_upload`, `file_upload`...): a button value follows it, and it names an input file. */
  readonly upload: 'image' | 'video' | 'audio' | 'file' | null
  readonly tooltip: string | null
  /** `COMFY_DYNAMICCOMBO_V3` only: the inputs that each option adds behind it, with their dotted names (`resize_type.width`). */
  readonly dynamic?: readonly DynamicOption[]
  /** `COMFY_AUTOGROW_V3` and `COMFY_DYNAMICSLOT_V3` only: the inputs it may repeat, so how many there are is not known. */
  readonly repeats?: readonly InputDefinition[]
  /** The combo is filled by this route when the page asks for it. */
  readonly remote?: string
}

export interface DynamicOption {
  readonly key: string
  readonly inputs: readonly InputDefinition[]
}

export interface NodeDefinition {
  readonly type: string
  readonly displayName: string
  readonly description: string
  readonly category: string
  /** `nodes`, `comfy_extras.nodes_x`, `comfy_api_nodes.x`, `custom_nodes.<folder>`; empty when unknown. */
  readonly module: string
  readonly inputs: readonly InputDefinition[]
  readonly outputs: readonly { readonly name: string; readonly type: string }[]
  readonly outputNode: boolean
  readonly deprecated: boolean
  readonly experimental: boolean
  readonly apiNode: boolean
}

export type NodeDefinitions = ReadonlyMap<string, NodeDefinition>
