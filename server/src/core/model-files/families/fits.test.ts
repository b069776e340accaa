import { describe, expect, test } from 'vitest'
import { modelKinds } from '@greenlight/shared/models'
import { diffusionFamilies } from './family-list.js'
import { familyTitle } from './family-title.js'
import { fitsBase } from './fits-base.js'
import { fitsLoader } from './fits-loader.js'
import { ruleRows } from './rules.js'

describe('fitsLoader', () => {
  test.each([
    ['checkpoint', 'checkpoints', 'fits'],
    ['lora', 'checkpoints', 'wrong-kind'],
    ['diffusion-model', 'checkpoints', 'unknown'],
    ['vae', 'checkpoints', 'unknown'],
    ['upscaler', 'checkpoints', 'wrong-kind'],
    ['segmenter', 'checkpoints', 'unknown'],
    ['checkpoint', 'diffusion_models', 'fits'],
    ['diffusion-model', 'unet', 'fits'],
    ['lora', 'diffusion_models', 'wrong-kind'],
    ['lora', 'loras', 'fits'],
    ['checkpoint', 'loras', 'wrong-kind'],
    ['controlnet', 'loras', 'wrong-kind'],
    ['vae', 'vae', 'fits'],
    ['checkpoint', 'vae', 'wrong-kind'],
    ['text-encoder', 'text_encoders', 'fits'],
    ['text-encoder', 'clip', 'fits'],
    ['language-model', 'text_encoders', 'unknown'],
    ['vae', 'text_encoders', 'wrong-kind'],
    ['text-encoder', 'clip_vision', 'unknown'],
    ['controlnet', 'controlnet', 'fits'],
    ['lora', 'controlnet', 'wrong-kind'],
    ['face-model', 'upscale_models', 'unknown'],
    ['lora', 'sams', 'unknown'],
    ['lora', 'a_folder_of_some_pack', 'unknown'],
    ['other', 'checkpoints', 'unknown'],
    ['lora', '__proto__', 'unknown'],
  ] as const)('%s in %s: %s', (kind, folder, answer) => {
    expect(fitsLoader(kind, folder)).toBe(answer)
  })

  test('kinds that say too little are never wrong', () => {
    for (const folder of ['checkpoints', 'loras', 'vae', 'controlnet', 'embeddings'])
      for (const kind of ['other', 'diffusers', 'language-model'] as const)
        expect(fitsLoader(kind, folder)).toBe('unknown')
  })

  test('each core folder reads a kind of its own', () => {
    for (const folder of [
      'checkpoints',
      'loras',
      'vae',
      'text_encoders',
      'clip_vision',
      'controlnet',
      'style_models',
      'upscale_models',
      'embeddings',
    ])
      expect(
        modelKinds.filter((kind) => fitsLoader(kind, folder) === 'fits'),
        folder,
      ).toHaveLength(1)
  })
})

describe('fitsBase', () => {
  test.each([
    ['lora', 'sd1', 'sdxl', 'other-base'],
    ['controlnet', 'sd1', 'sdxl', 'other-base'],
    ['ip-adapter', 'sdxl', 'sd1', 'other-base'],
    ['embedding', 'sd1', 'sdxl', 'other-base'],
    ['embedding', 'sd1', 'flux-dev', 'unknown'],
    ['lora', 'sdxl', 'sdxl', 'fits'],
    ['lora', 'flux', 'flux-dev', 'fits'],
    ['lora', 'flux', 'flux-kontext', 'fits'],
    ['lora', 'flux-dev', 'flux-schnell', 'unknown'],
    ['lora', 'flux', 'chroma', 'unknown'],
    ['lora', 'flux', 'sdxl', 'other-base'],
    ['lora', 'flux', 'flux2-dev', 'other-base'],
    ['lora', 'flux2-klein-4b', 'flux2-klein-9b', 'other-base'],
    ['lora', 'wan-14b', 'wan2.2-i2v-14b', 'fits'],
    ['lora', 'wan-14b', 'wan2.1-t2v-1.3b', 'other-base'],
    ['lora', 'sdxl', 'ssd-1b', 'unknown'],
    ['lora', 'sdxl', 'sdxl-refiner', 'other-base'],
    ['lora', 'sd3', 'sd3.5-medium', 'fits'],
    ['lora', 'qwen-image', 'qwen-image-edit-2511', 'fits'],
    ['lora', 'anima', 'cosmos-predict2-t2i-2b', 'unknown'],
    ['motion-module', 'sd1', 'sdxl', 'other-base'],
    ['vae', 'sd1', 'sdxl', 'unknown'],
    ['lora', 'never-heard-of', 'sdxl', 'unknown'],
    ['lora', 'sd1', 'never-heard-of', 'unknown'],
  ] as const)('%s for %s under %s: %s', (kind, addon, base, answer) => {
    expect(fitsBase(kind, addon, base)).toBe(answer)
  })

  test('a family fits itself', () => {
    for (const family of diffusionFamilies.keys()) expect(fitsBase('lora', family, family), family).toBe('fits')
  })
})

describe('families', () => {
  test('those of diffusion models and their add-ons are listed with a title', () => {
    const addOns = new Set([
      'controlnet',
      'diffusion-model',
      'embedding',
      'hypernetwork',
      'ip-adapter',
      'lora',
      'model-patch',
      'motion-module',
      'style-model',
    ])
    const used = ruleRows
      .filter(({ kind }) => addOns.has(kind))
      .flatMap(({ family, mayBe }) => [...(family === null ? [] : [family]), ...(mayBe ?? [])])
    for (const family of used) expect(diffusionFamilies.has(family), family).toBe(true)
  })

  test('are called as people call them', () => {
    expect(['sdxl', 'flux-dev', 'wan2.2-ti2v-5b', 't5-xxl', 'never-heard-of'].map(familyTitle)).toEqual([
      'SDXL',
      'Flux.1 dev',
      'Wan 2.2 TI2V 5B',
      'T5 XXL',
      'never-heard-of',
    ])
  })
})
