/** Names of the model folders that ComfyUI itself has (folder_paths.py of 0.29), aliases left out. Sorted. Packs add more. */
export const modelFolders = [
  'audio_encoders',
  'background_removal',
  'checkpoints',
  'classifiers',
  'clip_vision',
  'configs',
  'controlnet',
  'detection',
  'diffusers',
  'diffusion_models',
  'embeddings',
  'frame_interpolation',
  'geometry_estimation',
  'gligen',
  'hypernetworks',
  'latent_upscale_models',
  'loras',
  'model_patches',
  'optical_flow',
  'photomaker',
  'style_models',
  'text_encoders',
  'upscale_models',
  'vae',
  'vae_approx',
] as const

const known: ReadonlySet<string> = new Set(modelFolders)

/** Older names of the same folders (`map_legacy`), and the second folder that `controlnet` reads. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['clip', 'text_encoders'],
  ['t2i_adapter', 'controlnet'],
  ['unet', 'diffusion_models'],
])

/**
 * The folder's one name: `unet` -> `diffusion_models`, `clip` -> `text_encoders`; `models/loras`, `loras/flux` and
 * `loras\flux` -> `loras`. A path that begins with no folder of ComfyUI stays as it is, `/` separated; empty gives null.
 */
export function canonicalFolder(name: string): string | null {
  const parts = name.split(/[\\/]+/).filter((part) => part !== '' && part !== '.')
  if (parts[0]?.toLowerCase() === 'models' && parts.length > 1) parts.shift()
  const first = parts[0]
  if (first === undefined) return null
  const canonical = aliases.get(first.toLowerCase()) ?? first
  return known.has(canonical) ? canonical : parts.join('/')
}

/** Endings of model files, lower case: ComfyUI's own and those that packs add (ONNX, GGUF). */
export const modelExtensions = [
  '.bin',
  '.ckpt',
  '.gguf',
  '.onnx',
  '.pkl',
  '.pt',
  '.pt2',
  '.pth',
  '.safetensors',
  '.sft',
] as const

const ending = new RegExp(`\\.(?:${modelExtensions.map((extension) => extension.slice(1)).join('|')})$`, 'i')

export function hasModelExtension(name: string): boolean {
  return ending.test(name)
}
