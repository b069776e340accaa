import { describe, expect, test } from 'vitest'
import { readAddress } from './addresses.js'
import { agree } from './agree.js'
import { type Asking, type Offer, offerOf } from './offer.js'

const nothing: Offer = { name: null, called: null, directory: null, kindFolder: null, format: null, noModel: null }
const lora: Asking = { name: 'style.safetensors', directory: 'loras', sure: true }
const at = (asking: Asking, url: string, by: Parameters<typeof offerOf>[2] = {}) => {
  const address = readAddress(url)
  if (address === null) throw new Error(url)
  return agree(asking, offerOf(address, url, by))
}
const hub = 'https://huggingface.co/a/b/resolve/main/'

describe('the name', () => {
  test.each([
    ['style.safetensors', 'style.safetensors'],
    ['sub/Style.safetensors', 'style.safetensors'],
    ['sub\\style.safetensors', 'x/STYLE.safetensors'],
    ['modèle.safetensors', 'mode%CC%80le.safetensors'],
    ['a%20b.safetensors', 'a b.safetensors'],
    ['style.sft', 'style.sft'],
  ])('%s is %s', (name, file) => expect(at({ ...lora, name }, hub + file).agrees).toBe(true))

  test('an embedding or a LoRA in a prompt has no ending', () => {
    expect(at({ name: 'bad-hands', directory: 'embeddings', sure: true }, `${hub}bad-hands.pt`).agrees).toBe(true)
    expect(at({ name: 'bad-hands', directory: 'checkpoints', sure: true }, `${hub}bad-hands.pt`).agrees).not.toBe(true)
  })

  test.each(['other.safetensors', 'style_v2.safetensors', 'style-2.safetensors', 'mystyle.safetensors'])(
    '%s is another file',
    (file) => expect(at(lora, hub + file).agrees).toBe(false),
  )

  test.each([
    'model.safetensors',
    'diffusion_pytorch_model.safetensors',
    'pytorch_lora_weights.safetensors',
    'model-00001-of-00002.safetensors',
  ])('%s is the name of many files', (name) =>
    expect(at({ ...lora, name }, hub + name)).toMatchObject({ agrees: 'unknown', generic: true }),
  )

  test('a file that a list renames', () => {
    expect(at(lora, `${hub}pytorch_lora_weights.safetensors`, { called: 'style.safetensors' }).agrees).toBe('unknown')
    expect(at(lora, `${hub}pytorch_lora_weights.safetensors`).agrees).toBe(false)
    expect(
      at({ ...lora, name: 'art_lora.safetensors' }, `${hub}scenery_lora.safetensors`, {
        called: 'art_lora.safetensors',
      }),
    ).toEqual({
      agrees: false,
      says: 'The file there is scenery_lora.safetensors.',
    })
    expect(
      at({ ...lora, name: 'flux1-dev.safetensors' }, `${hub}flux1-schnell.safetensors`, {
        called: 'flux1-dev.safetensors',
      }).agrees,
    ).toBe(false)
    expect(
      at({ ...lora, name: 'zero123-105000.ckpt' }, `${hub}105000.ckpt`, { called: 'zero123-105000.ckpt' }).agrees,
    ).toBe('unknown')
    expect(at(lora, `${hub}style.safetensors`, { called: 'another.safetensors' }).agrees).toBe(false)
  })

  test('an address without a name is unknown, not wrong', () => {
    expect(at(lora, 'https://civitai.com/api/download/models/5').agrees).toBe('unknown')
    expect(
      at(lora, 'https://civitai.com/api/download/models/5', { called: 'style.safetensors', directory: 'loras' }).agrees,
    ).toBe('unknown')
  })
})

describe('the kind', () => {
  test.each(['style.ckpt', 'style.gguf', 'style.zip', 'style.json', 'style.safetensors.html'])(
    '%s is not what is asked for',
    (file) => expect(at(lora, hub + file).agrees).toBe(false),
  )

  test('what the asked name itself ends in is no fault', () => {
    expect(at({ name: 'antelopev2.zip', directory: 'insightface' }, `${hub}antelopev2.zip`).agrees).toBe(true)
  })

  test.each([
    ['format=PickleTensor', false],
    ['format=SafeTensor', 'unknown'],
    ['type=Training%20Data', false],
    ['type=VAE', false],
    ['type=Model&format=SafeTensor&size=pruned', 'unknown'],
  ])('Civitai %s', (query, agrees) =>
    expect(at(lora, `https://civitai.com/api/download/models/5?${query}`).agrees).toBe(agrees),
  )

  test('an AIR name says its kind', () => {
    expect(at(lora, 'urn:air:sdxl:lora:civitai:1@2').agrees).toBe('unknown')
    expect(at(lora, 'urn:air:sdxl:vae:civitai:1@2')).toEqual({
      agrees: false,
      says: 'Its kind belongs into vae, and the loader reads loras.',
    })
    expect(
      at(
        { name: 'flux.safetensors', directory: 'diffusion_models', sure: true },
        'urn:air:flux1:checkpoint:civitai:1@2',
      ).agrees,
    ).toBe('unknown')
  })
})

describe('the folder', () => {
  const by = (directory: string | null, asking: Asking) =>
    agree(asking, { ...nothing, name: asking.name, directory }).agrees

  test.each([
    ['text_encoders', 'clip'],
    ['diffusion_models', 'unet'],
    ['diffusion_models', 'models\\unet'],
    ['unet_gguf', 'diffusion_models'],
    ['loras', 'loras/sdxl'],
    ['controlnet', 't2i_adapter'],
    ['ipadapter', 'ipadapter'],
  ])('%s and %s are one', (asked, offered) =>
    expect(by(offered, { name: 'x.safetensors', directory: asked, sure: true })).toBe(true),
  )

  test('another folder is wrong for a known loader, and unknown where the folder is a guess', () => {
    expect(by('vae', lora)).toBe(false)
    expect(by('vae', { name: 'style.safetensors', directory: 'loras' })).toBe('unknown')
  })

  test('nobody names one, or a pack names it in its own way', () => {
    expect(by(null, lora)).toBe(true)
    expect(by('vae', { ...lora, directory: null })).toBe(true)
    expect(by('ultralytics/segm', { name: 'x.pt', directory: 'ultralytics_segm', sure: true })).toBe(true)
  })
})
