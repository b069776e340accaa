import type { TensorTable } from '../../model-facts.js'

/** What a file says itself to be; foreign text, so it is evidence and no proof. */
export interface DeclaredFamily {
  /** The metadata's key. */
  readonly key: string
  readonly value: string
  readonly family: string
}

/**
 * Keys that say an architecture. Sources: Stability-AI/ModelSpec, kohya-ss sd-scripts library/train_util.py and
 * sai_model_spec.py, diffusers `_class_name`.
 */
const keys = ['modelspec.architecture', 'ss_base_model_version', '_class_name']
/** Names of files: they are shown, and decide nothing. */
const hints = ['ss_sd_model_name']
const longest = 256

/** Words in the plain spelling, the narrowest first. */
const words: readonly (readonly [RegExp, string])[] = [
  [/sd-?xl.*refiner|xl-v1-refiner/, 'sdxl-refiner'],
  [/stable-?diffusion-?xl|sd-?xl|pony|illustrious|noobai/, 'sdxl'],
  [/(?:stable-diffusion-|sd-?)3-?5-?(?:large|l(?:-|$))/, 'sd3.5-large'],
  [/(?:stable-diffusion-|sd-?)3-?5-?(?:medium|m(?:-|$))/, 'sd3.5-medium'],
  [/stable-?diffusion-?3|^sd-?3/, 'sd3'],
  [/stable-?diffusion-v2|^sd-?v?-?2/, 'sd2'],
  [/stable-?diffusion-v1|^sd-?v?-?1|^v1-5/, 'sd1'],
  [/flux-?-?2-klein-9b/, 'flux2-klein-9b'],
  [/flux-?-?2-klein-4b/, 'flux2-klein-4b'],
  [/flux-?2-dev/, 'flux2-dev'],
  [/flux-?2(?!\d)/, 'flux2'],
  [/kontext/, 'flux-kontext'],
  [/flux-?1?-krea/, 'flux-krea'],
  [/flux-?1?-?fill/, 'flux-fill'],
  [/flux-?1?-?schnell/, 'flux-schnell'],
  [/flux-?1?-dev/, 'flux-dev'],
  [/chroma/, 'chroma'],
  [/flux/, 'flux'],
  [/qwen-?image-?edit-?(?:plus-?)?2511/, 'qwen-image-edit-2511'],
  [/qwen-?image-?edit-?(?:plus|2509)/, 'qwen-image-edit-2509'],
  [/qwen-?image-?edit/, 'qwen-image-edit'],
  [/qwen-?image/, 'qwen-image'],
  [/z-?image-?turbo/, 'z-image-turbo'],
  [/z-?image/, 'z-image'],
  [/wan-?2-?2.*i2v/, 'wan2.2-i2v-14b'],
  [/wan-?2-?2.*(?:5b|ti2v)/, 'wan2.2-ti2v-5b'],
  [/wan-?2-?2.*t2v/, 'wan2.2-t2v-14b'],
  [/wan-?2-?1.*1-?3b/, 'wan2.1-t2v-1.3b'],
  [/wan-?2-?1.*i2v/, 'wan2.1-i2v-14b'],
  [/wan-?2-?1.*t2v/, 'wan2.1-t2v-14b'],
  [/hunyuan-?image/, 'hunyuan-image-2.1'],
  [/hunyuan-?video-?1-?5/, 'hunyuan-video-1.5'],
  [/hunyuan-?video/, 'hunyuan-video'],
  [/hunyuan-?dit/, 'hunyuan-dit'],
  [/ltx-?2|ltx-?av/, 'ltx2'],
  [/lumina-?2/, 'lumina2'],
  [/pixart-?sigma/, 'pixart-sigma'],
  [/pixart-?alpha/, 'pixart-alpha'],
  [/aura-?flow/, 'auraflow'],
  [/stable-cascade|wuerstchen/, 'stable-cascade-c'],
  [/hidream/, 'hidream'],
  [/anima(?:-|$)/, 'anima'],
  [/omnigen-?2/, 'omnigen2'],
  [/krea-?2/, 'krea2'],
  [/kolors/, 'kolors'],
  [/ace-?step/, 'ace-step'],
  [/mochi/, 'mochi'],
]

/** `general.architecture` of GGUF files of diffusion models. Source: ComfyUI-GGUF tools/convert.py. */
const ggufArchitectures: ReadonlyMap<string, string> = new Map([
  ['aura', 'auraflow'],
  ['flux', 'flux'],
  ['hidream', 'hidream'],
  ['hyvid', 'hunyuan-video'],
  ['lumina2', 'lumina2'],
  ['qwen_image', 'qwen-image'],
  ['sd1', 'sd1'],
  ['sd3', 'sd3'],
  ['sdxl', 'sdxl'],
])

/** Those that may decide among families with the same tensors, in the order of trust. */
export function readDeclared(metadata: TensorTable['metadata']): readonly DeclaredFamily[] {
  const architecture = metadata.get('general.architecture')
  const gguf = architecture === undefined ? undefined : ggufArchitectures.get(architecture)
  const said = keys.flatMap((key) => readKey(metadata, key))
  return gguf === undefined ? said : [...said, { key: 'general.architecture', value: architecture ?? '', family: gguf }]
}

/** Those that are only shown. */
export function readHints(metadata: TensorTable['metadata']): readonly DeclaredFamily[] {
  return hints.flatMap((key) => readKey(metadata, key))
}

function readKey(metadata: TensorTable['metadata'], key: string): readonly DeclaredFamily[] {
  const value = metadata.get(key)?.slice(0, longest)
  if (value === undefined) return []
  const plain = value.toLowerCase().replace(/[\s_./]+/g, '-')
  const known = words.find(([form]) => form.test(plain))
  return known === undefined ? [] : [{ key, value, family: known[1] }]
}
