import { describe, expect, it } from 'vitest'
import { folderOf, rankOfFileType, typesFor } from './kinds.js'

const folder = (
  modelType: string | null,
  fileType: string | null = 'Model',
  base: string | null = 'SDXL 1.0',
  format: string | null = 'SafeTensor',
) => folderOf({ modelType, fileType, base, format })

describe('the model folder of a kind', () => {
  it.each([
    ['LORA', 'loras'],
    ['LoCon', 'loras'],
    ['DoRA', 'loras'],
    ['TextualInversion', 'embeddings'],
    ['Hypernetwork', 'hypernetworks'],
    ['Controlnet', 'controlnet'],
    ['Upscaler', 'upscale_models'],
    ['MotionModule', 'animatediff_models'],
    ['VAE', 'vae'],
    ['TextEncoder', 'text_encoders'],
    ['CLIP', 'text_encoders'],
    ['UNet', 'diffusion_models'],
    ['CLIPVision', 'clip_vision'],
    ['Checkpoint', 'checkpoints'],
    ['AestheticGradient', null],
    ['Wildcards', null],
    ['Workflows', null],
    ['Poses', null],
    ['Other', null],
    ['SomethingNew', null],
    ['', null],
  ])('%s is %s', (type, told) => {
    expect(folder(type)).toBe(told)
  })

  it.each([
    'SD 1.4',
    'SD 1.5',
    'SD 1.5 LCM',
    'SD 2.1 768',
    'SDXL 0.9',
    'SDXL 1.0',
    'SDXL Lightning',
    'Pony',
    'Illustrious',
    'NoobAI',
    'SVD XT',
  ])('of a checkpoint of %s is checkpoints', (base) => {
    expect(folder('Checkpoint', 'Model', base)).toBe('checkpoints')
  })

  it.each([
    'Flux.1 D',
    'Flux.1 S',
    'Flux.1 Kontext',
    'Flux.2 D',
    'Wan Video 14B t2v',
    'Wan Video 2.2 TI2V-5B',
    'Hunyuan Video',
    'Hunyuan 1',
    'SD 3',
    'SD 3.5 Large',
    'LTXV',
    'Qwen',
    'Chroma',
    'HiDream',
    'AuraFlow',
    'Pony V7',
    'Lumina',
    'ZImageTurbo',
    'Other',
    null,
  ])('of a checkpoint of %s is unknown: it may be the UNet alone', (base) => {
    expect(folder('Checkpoint', 'Model', base)).toBeNull()
  })

  it('goes by the kind of the file before that of the model', () => {
    expect(folder('Checkpoint', 'VAE')).toBe('vae')
    expect(folder('Checkpoint', 'Text Encoder')).toBe('text_encoders')
    expect(folder('Checkpoint', 'Diffusion Model', 'Flux.1 D')).toBe('diffusion_models')
    expect(folder('Checkpoint', 'Negative')).toBe('embeddings')
    expect(folder('LORA', 'Training Data')).toBeNull()
    expect(folder('LORA', 'Archive')).toBeNull()
  })

  it('goes by the format where only one is left', () => {
    expect(folder('Checkpoint', 'Model', 'Flux.1 D', 'GGUF')).toBe('diffusion_models')
    expect(folder('Checkpoint', 'Model', 'SDXL 1.0', 'Diffusers')).toBeNull()
    expect(folder('LORA', null, null, null)).toBe('loras')
  })
})

it('ranks models before their parts and knows what is no model', () => {
  expect(rankOfFileType('Model')).toBeLessThan(rankOfFileType('Pruned Model') ?? 0)
  expect(rankOfFileType('Pruned Model')).toBeLessThan(rankOfFileType('VAE') ?? 0)
  expect([
    rankOfFileType('Config'),
    rankOfFileType('Training Data'),
    rankOfFileType('Workflow'),
    rankOfFileType('Archive'),
  ]).toEqual([null, null, null, null])
})

it('narrows a search by folder only where it is sure', () => {
  expect(typesFor('loras/sdxl')).toEqual(['LORA', 'LoCon', 'DoRA'])
  expect(typesFor('ultralytics_bbox')).toEqual([])
  expect(typesFor(null)).toEqual([])
})
