/** Model folders that Civitai's kinds belong into. It says the kind of a model (LORA) and of each of its files (VAE). */

const byFileType: ReadonlyMap<string, string> = new Map([
  ['clipvision', 'clip_vision'],
  ['controlnet', 'controlnet'],
  ['diffusion model', 'diffusion_models'],
  ['enhancement lora', 'loras'],
  ['negative', 'embeddings'],
  ['text encoder', 'text_encoders'],
  ['unet', 'diffusion_models'],
  ['upscaler', 'upscale_models'],
  ['vae', 'vae'],
])

const byModelType: ReadonlyMap<string, string> = new Map([
  ['clip', 'text_encoders'],
  ['clipvision', 'clip_vision'],
  ['controlnet', 'controlnet'],
  ['dora', 'loras'],
  ['hypernetwork', 'hypernetworks'],
  ['locon', 'loras'],
  ['lora', 'loras'],
  ['motionmodule', 'animatediff_models'],
  ['textencoder', 'text_encoders'],
  ['textualinversion', 'embeddings'],
  ['unet', 'diffusion_models'],
  ['upscaler', 'upscale_models'],
  ['vae', 'vae'],
])

/** Files that are a model, in the order in which one is meant when nothing says which. */
const weights = [
  'model',
  'pruned model',
  'diffusion model',
  'unet',
  'controlnet',
  'upscaler',
  'enhancement lora',
  'text encoder',
  'clipvision',
  'negative',
  'vae',
]

/** Bases whose checkpoints always hold the whole model; of Flux, Wan and the like a "Checkpoint" is as often the UNet alone. */
const wholeCheckpoints = /^(?:SD [12](?:\.|$)|SDXL\b|Pony$|Illustrious\b|NoobAI\b|SVD\b|Playground v2\b)/i

/** Lower is meant sooner; null: no model at all (a configuration, training pictures, a workflow). */
export function rankOfFileType(type: string | null): number | null {
  const rank = weights.indexOf((type ?? 'model').toLowerCase())
  return rank < 0 ? null : rank
}

export interface Kind {
  readonly modelType: string | null
  readonly fileType: string | null
  readonly base: string | null
  /** `SafeTensor`, `GGUF` ... */
  readonly format: string | null
}

/** Null where Civitai does not say it for sure. */
export function folderOf({ modelType, fileType, base, format }: Kind): string | null {
  const file = (fileType ?? 'model').toLowerCase()
  const told = byFileType.get(file)
  if (told !== undefined) return told
  if (file !== 'model' && file !== 'pruned model') return null
  const model = (modelType ?? '').toLowerCase()
  if (/^(?:core ml|diffusers|onnx)$/i.test(format ?? '')) return null
  if (model !== 'checkpoint') return byModelType.get(model) ?? null
  if (/^gguf$/i.test(format ?? '')) return 'diffusion_models'
  return wholeCheckpoints.test(base ?? '') ? 'checkpoints' : null
}

const typesByFolder: ReadonlyMap<string, readonly string[]> = new Map([
  ['animatediff_models', ['MotionModule']],
  ['checkpoints', ['Checkpoint']],
  ['clip_vision', ['CLIPVision']],
  ['controlnet', ['Controlnet']],
  ['diffusion_models', ['Checkpoint', 'UNet']],
  ['embeddings', ['TextualInversion', 'Checkpoint']],
  ['hypernetworks', ['Hypernetwork']],
  ['loras', ['LORA', 'LoCon', 'DoRA']],
  ['unet', ['Checkpoint', 'UNet']],
  ['upscale_models', ['Upscaler']],
  ['vae', ['VAE', 'Checkpoint']],
])

/** Kinds of models that hold files for a folder (the first part of `loras/sdxl`); none where any could. */
export function typesFor(directory: string | null): readonly string[] {
  return typesByFolder.get((directory ?? '').split('/')[0] ?? '') ?? []
}
