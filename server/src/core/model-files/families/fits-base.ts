import type { ModelKind } from '@greenlight/shared/models'
import { baseOf } from './base-of.js'
import { diffusionFamilies } from './family-list.js'

/** Kinds whose weights are made for the inside of one base model. */
const addOns: ReadonlySet<ModelKind> = new Set([
  'controlnet',
  'hypernetwork',
  'ip-adapter',
  'lora',
  'model-patch',
  'motion-module',
  'style-model',
])

/**
 * Bases that are cut or grown from one another: some add-ons work across them, others do not, so nothing is said. Sources: the
 * models' own pages; ComfyUI comfy/supported_models.py, where the classes inherit from one another.
 */
const related: readonly (readonly string[])[] = [
  ['anima', 'cosmos-predict2-2b'],
  ['chroma', 'chroma-radiance', 'flux', 'longcat-image'],
  ['cosmos-14b', 'cosmos-predict2-14b'],
  ['flux2', 'flux2-dev'],
  ['flux2', 'flux2-klein-4b'],
  ['flux2', 'flux2-klein-9b'],
  ['framepack', 'hunyuan-video'],
  ['hunyuan-dit', 'hunyuan-dit-1.0'],
  ['kolors', 'koala-1b', 'koala-700m', 'sdxl', 'segmind-vega', 'ssd-1b'],
  ['lotus-d', 'sd2', 'sv3d-p', 'sv3d-u', 'svd'],
  ['ltx2', 'ltxv-13b'],
  ['lumina2', 'newbie'],
  ['mage-flow', 'qwen-image'],
  ['sd1', 'stable-zero123'],
  ['sd3', 'sd3.5-large'],
  ['stable-cascade-b', 'stable-cascade-c'],
  ['z-image', 'z-image-pixel'],
]

/** Text encoders that a textual inversion is made for; others of the kind may be read by many models. */
const embeddingBases: ReadonlySet<string> = new Set(['sd1', 'sd2', 'sdxl'])

/**
 * Whether an add-on of one family works on a base model of another. `other-base` only where the shapes of the two cannot meet;
 * `unknown` for related models, for families that are not listed, and for kinds that no base model binds (VAE, upscaler).
 */
export function fitsBase(
  addonKind: ModelKind,
  addonFamily: string,
  baseFamily: string,
): 'fits' | 'other-base' | 'unknown' {
  if (!diffusionFamilies.has(addonFamily) || !diffusionFamilies.has(baseFamily)) return 'unknown'
  const [addon, base] = [baseOf(addonFamily), baseOf(baseFamily)]
  if (addonKind === 'embedding') return embeddingAnswer(addon, base)
  if (!addOns.has(addonKind)) return 'unknown'
  if (addon === base) return sameBase(addonFamily, baseFamily)
  return related.some((group) => group.includes(addon) && group.includes(base)) ? 'unknown' : 'other-base'
}

/** The name of the group stands for each of its members; two members may differ in what they take. */
function sameBase(addonFamily: string, baseFamily: string): 'fits' | 'unknown' {
  const base = baseOf(baseFamily)
  return addonFamily === baseFamily || addonFamily === base || baseFamily === base ? 'fits' : 'unknown'
}

function embeddingAnswer(addon: string, base: string): 'fits' | 'other-base' | 'unknown' {
  if (addon === base) return 'fits'
  return embeddingBases.has(addon) && embeddingBases.has(base) ? 'other-base' : 'unknown'
}
