import type { ModelKind } from '@greenlight/shared/models'

interface LoaderRow {
  readonly folders: readonly string[]
  readonly reads: readonly ModelKind[]
  /** It may read them, or other nodes that list the same folder do. */
  readonly mayRead?: readonly ModelKind[]
  /** Nodes of many packs list the folder: nothing is surely wrong in it. */
  readonly open?: boolean
}

/** Kinds that say too little: they are never wrong. */
const vague: ReadonlySet<ModelKind> = new Set(['diffusers', 'language-model', 'other'])

/**
 * What the loaders of a folder read. Sources: ComfyUI 0.29.0 nodes.py, folder_paths.py, comfy/sd.py and comfy_extras; for folders
 * of node packs, the pack. Not listed as wrong: a bare diffusion model in `checkpoints`, which loads as MODEL alone; SAM 3 and
 * RT-DETR, which ComfyUI detects as models; a whole CLIP, which is text encoder and CLIP vision; LTX-2's sound VAE, which is read
 * from `checkpoints`; GFPGAN, which spandrel reads as an upscaler.
 */
const loaders: readonly LoaderRow[] = [
  {
    folders: ['checkpoints'],
    reads: ['checkpoint'],
    mayRead: ['detector', 'diffusion-model', 'model-patch', 'segmenter', 'vae'],
  },
  {
    folders: ['diffusion_models', 'unet', 'unet_gguf'],
    reads: ['diffusion-model', 'checkpoint'],
    mayRead: ['controlnet', 'detector', 'model-patch', 'motion-module', 'segmenter'],
  },
  { folders: ['loras'], reads: ['lora'], mayRead: ['embedding', 'model-patch'] },
  { folders: ['vae'], reads: ['vae'] },
  { folders: ['text_encoders', 'clip', 'clip_gguf'], reads: ['text-encoder'], mayRead: ['clip-vision'] },
  { folders: ['clip_vision'], reads: ['clip-vision'], mayRead: ['text-encoder'] },
  { folders: ['controlnet'], reads: ['controlnet'], mayRead: ['model-patch'] },
  { folders: ['style_models'], reads: ['style-model'] },
  { folders: ['upscale_models'], reads: ['upscaler'], mayRead: ['face-model'] },
  { folders: ['embeddings'], reads: ['embedding'], mayRead: ['lora'] },
  { folders: ['hypernetworks'], reads: ['hypernetwork'] },
  { folders: ['audio_encoders'], reads: ['audio-encoder'] },
  { folders: ['model_patches'], reads: ['model-patch'], mayRead: ['checkpoint', 'controlnet'] },
  {
    folders: [
      'gligen',
      'photomaker',
      'background_removal',
      'frame_interpolation',
      'geometry_estimation',
      'optical_flow',
      'latent_upscale_models',
    ],
    reads: [],
    mayRead: ['clip-vision', 'detector', 'ip-adapter', 'segmenter', 'upscaler'],
  },
  { folders: ['vae_approx'], reads: [], mayRead: ['vae'] },
  { folders: ['animatediff_models', 'animatediff_motion_lora'], reads: ['motion-module'], open: true },
  { folders: ['diffusers'], reads: ['diffusers'], open: true },
  { folders: ['facerestore_models'], reads: ['face-model'], open: true },
  { folders: ['instantid', 'ipadapter', 'ipadapter-flux', 'pulid'], reads: ['ip-adapter'], open: true },
  { folders: ['sam2', 'sams'], reads: ['segmenter'], open: true },
  { folders: ['ultralytics', 'ultralytics_bbox', 'ultralytics_segm'], reads: ['detector'], open: true },
]

const byFolder: ReadonlyMap<string, LoaderRow> = new Map(
  loaders.flatMap((row) => row.folders.map((folder) => [folder, row] as const)),
)

/**
 * Whether the loaders of a model folder read files of a kind. `wrong-kind` only where ComfyUI fails or loads nothing of use;
 * `unknown` for folders that are not listed.
 */
export function fitsLoader(kind: ModelKind, modelFolder: string): 'fits' | 'unknown' | 'wrong-kind' {
  const row = byFolder.get(modelFolder)
  if (row === undefined) return 'unknown'
  if (row.reads.includes(kind)) return 'fits'
  return row.open === true || vague.has(kind) || row.mayRead?.includes(kind) === true ? 'unknown' : 'wrong-kind'
}
