import type { Token } from './read-tokens.js'

/** Words under which whole pipelines publish their parts. */
const telling = new Set([
  'adapter',
  'best',
  'checkpoint',
  'clip',
  'config',
  'controlnet',
  'decoder',
  'diffusion',
  'encoder',
  'final',
  'ip-adapter',
  'last',
  'lora',
  'model',
  'of',
  'open',
  'pytorch',
  'text encoder',
  'transformer',
  'unet',
  'vae',
  'vision',
  'weights',
])

/** Whether a name says nothing of the model: `diffusion_pytorch_model.fp16`, `last`, `decoder`. */
export function isGenericStem(tokens: readonly Token[]): boolean {
  return tokens.every(({ kind, text }) =>
    kind === 'word' || kind === 'role' ? telling.has(text) : kind === 'quantisation' || isPart(text),
  )
}

/** `model-00001-of-00002` */
function isPart(text: string): boolean {
  return /^\d{1,5}$/.test(text)
}
