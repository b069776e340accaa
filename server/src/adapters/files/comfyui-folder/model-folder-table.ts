/** ComfyUI folder_paths.py: which model folder looks where below the models folder, and for which endings. */

/** `any`: every file. `diffusers`: folders that hold a `model_index.json` (DiffusersLoader). */
export type Accepts = ReadonlySet<string> | 'any' | 'diffusers'

/** `supported_pt_extensions` */
export const weights: ReadonlySet<string> = new Set([
  '.ckpt',
  '.pt',
  '.pt2',
  '.bin',
  '.pth',
  '.safetensors',
  '.pkl',
  '.sft',
])
const gguf: ReadonlySet<string> = new Set(['.gguf'])

const plain =
  `checkpoints loras vae clip_vision style_models embeddings vae_approx gligen upscale_models latent_upscale_models
  hypernetworks photomaker model_patches audio_encoders background_removal frame_interpolation geometry_estimation
  optical_flow detection`.split(/\s+/)

export interface TableRow {
  /** Folders below the models folder, in the order in which ComfyUI looks. */
  readonly paths: readonly string[]
  readonly accepts: Accepts
}

export const modelFolderTable: ReadonlyMap<string, TableRow> = new Map<string, TableRow>([
  ...plain.map((name): [string, TableRow] => [name, { paths: [name], accepts: weights }]),
  ['configs', { paths: ['configs'], accepts: new Set(['.yaml']) }],
  ['text_encoders', { paths: ['text_encoders', 'clip'], accepts: weights }],
  ['diffusion_models', { paths: ['unet', 'diffusion_models'], accepts: weights }],
  ['controlnet', { paths: ['controlnet', 't2i_adapter'], accepts: weights }],
  ['diffusers', { paths: ['diffusers'], accepts: 'diffusers' }],
  ['classifiers', { paths: ['classifiers'], accepts: new Set(['']) }],
])

/** Folders that ComfyUI's savers write to and its loaders read too; their roots come last. */
export const outputFolders: readonly (readonly [folder: string, below: string])[] = [
  ['checkpoints', 'checkpoints'],
  ['text_encoders', 'clip'],
  ['vae', 'vae'],
  ['diffusion_models', 'diffusion_models'],
  ['loras', 'loras'],
]

/** `map_legacy` */
export const aliases: ReadonlyMap<string, string> = new Map([
  ['unet', 'diffusion_models'],
  ['clip', 'text_encoders'],
])

/** ComfyUI-GGUF registers these over the roots of another folder; the files lie in the plain one. */
export const ggufFolders: readonly (readonly [folder: string, rootsOf: string])[] = [
  ['unet_gguf', 'diffusion_models'],
  ['clip_gguf', 'text_encoders'],
]
export const ggufEndings = gguf

/** Python's `os.path.splitext(name)[1].lower()`: a leading dot is no ending. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return /^\.*$/.test(name.slice(0, dot)) || dot === -1 ? '' : name.slice(dot).toLowerCase()
}

export function accepts(accepted: Accepts, name: string): boolean {
  if (accepted === 'any') return true
  return accepted === 'diffusers' ? name === 'model_index.json' : accepted.has(endingOf(name))
}
