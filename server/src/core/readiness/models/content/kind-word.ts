import type { ModelKind } from '@greenlight/shared/models'

const words: Readonly<Partial<Record<ModelKind, string>>> = {
  'audio-encoder': 'an audio encoder',
  'clip-vision': 'a CLIP vision model',
  'controlnet': 'a ControlNet',
  'embedding': 'an embedding',
  'ip-adapter': 'an IP-Adapter',
  'lora': 'a LoRA',
  'upscaler': 'an upscaler',
  'vae': 'a VAE',
  'other': 'another kind of file',
}

/** A kind for people, with its article. */
export function kindWord(kind: ModelKind): string {
  return words[kind] ?? `a ${kind.replaceAll('-', ' ')}`
}
