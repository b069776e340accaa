import { foldName } from './fold-name.js'

const extensions = ['.safetensors', '.pt', '.bin', '.ckpt', '.pth', '.sft', '.gguf', '.onnx', '.pkl', '.pt2']

/** Folders whose files a text names without an extension: `embedding:NAME`, `<lora:NAME:1>`. */
const namedByStem = new Set(['embeddings', 'loras'])

/** The names under which a file would answer: as asked, and where a text may leave it out, with each extension. */
export function namesAsked(name: string, directory: string | null): readonly string[] {
  if (directory === null || !namedByStem.has(directory)) return [name]
  const folded = foldName(name)
  return extensions.some((extension) => folded.endsWith(extension))
    ? [name]
    : [name, ...extensions.map((end) => name + end)]
}

/** Names under which whole pipelines publish their parts: the same base name tells little. */
const generic =
  /^(?:adapter_model|clip_vision|config|diffusion_pytorch_model|lora|model|open_clip_pytorch_model|open_clip_model|pytorch_lora_weights|pytorch_model|text_encoder|transformer|unet|vae)(?:[-_.](?:fp16|fp32|bf16|non_ema))?(?:-\d{5}-of-\d{5})?\.\w+$/

/** Whether a base name is so common that a file of that name elsewhere may well be another model. */
export function isGenericName(base: string): boolean {
  return generic.test(base.toLowerCase())
}
