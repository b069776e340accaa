import type { ModelKind } from '@greenlight/shared/models'

/** Where ComfyUI's own loaders look for a kind of file (folder_paths.py); null where it depends on the node pack. */
const folders: Readonly<Record<ModelKind, string | null>> = {
  'audio-encoder': 'audio_encoders',
  'checkpoint': 'checkpoints',
  'clip-vision': 'clip_vision',
  'controlnet': 'controlnet',
  'detector': null,
  'diffusers': 'diffusers',
  'diffusion-model': 'diffusion_models',
  'embedding': 'embeddings',
  'face-model': null,
  'hypernetwork': 'hypernetworks',
  'ip-adapter': 'ipadapter',
  'language-model': null,
  'lora': 'loras',
  'model-patch': 'model_patches',
  'motion-module': 'animatediff_models',
  'other': null,
  'segmenter': null,
  'style-model': 'style_models',
  'text-encoder': 'text_encoders',
  'upscaler': 'upscale_models',
  'vae': 'vae',
}

/** The model folder for a kind of file. */
export function folderFor(kind: ModelKind): string | null {
  return folders[kind]
}
