import { describe, expect, test } from 'vitest'
import { frontendOnlyType, frontendOnlyTypes } from './frontend-only.js'
import { canonicalFolder, hasModelExtension, modelExtensions, modelFolders } from './model-folders.js'
import { downloadsItself, folderByWidgetName, isNoFile, loaderOf, vaeFolder } from './model-loaders.js'
import { otherLoaderRows } from './model-loaders-of-packs.js'

describe('model folders', () => {
  test.each([
    ['unet', 'diffusion_models'],
    ['clip', 'text_encoders'],
    ['CLIP', 'text_encoders'],
    ['loras', 'loras'],
    ['loras/flux', 'loras'],
    ['loras\\flux\\', 'loras'],
    ['models/unet', 'diffusion_models'],
    ['/models/vae', 'vae'],
    ['models', 'models'],
    ['SEEDVR2', 'SEEDVR2'],
    ['LLM\\Qwen-VL', 'LLM/Qwen-VL'],
    ['', null],
    ['/', null],
    ['__proto__', '__proto__'],
  ])('%s is %s', (name, canonical) => {
    expect(canonicalFolder(name)).toBe(canonical)
  })

  test('lists are sorted', () => {
    for (const list of [modelFolders, modelExtensions, frontendOnlyTypes.map(({ type }) => type)])
      expect([...list].sort()).toEqual(list)
  })

  test('endings in any case, at the end only', () => {
    expect(['a.SAFETENSORS', 'b.pt', 'c.pt2', 'd.GGUF'].map(hasModelExtension)).toEqual([true, true, true, true])
    expect(['a.safetensors ', 'b.ptx', 'pt', 'c.bin.json', 'safetensors'].map(hasModelExtension)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
  })
})

describe('loaders', () => {
  test('rows are read: name, place, folder', () => {
    expect(loaderOf('CheckpointLoader')).toEqual({
      type: 'CheckpointLoader',
      widgets: [
        { name: 'config_name', index: 0, folder: 'configs' },
        { name: 'ckpt_name', index: 1, folder: 'checkpoints' },
      ],
      downloads: false,
      core: true,
    })
    expect(loaderOf('RIFE VFI')).toMatchObject({
      widgets: [{ name: 'ckpt_name', index: null, folder: null }],
      downloads: true,
      core: false,
    })
    expect(loaderOf('constructor')).toBeNull()
  })

  test('no type stands in two rows of packs', () => {
    const types = otherLoaderRows.flatMap(({ rows }) => rows.flatMap(([, ...names]) => names))
    expect(types.filter((type, index) => types.indexOf(type) !== index)).toEqual([])
  })

  test.each([
    ['DownloadAndLoadWhatever', true],
    ['(Down)Load X', true],
    ['(down)load X', true],
    ['Downloader', false],
    ['VAELoader', false],
  ])('%s downloads itself: %s', (type, downloads) => {
    expect(downloadsItself(type)).toBe(downloads)
  })

  test('folders by widget name only where the name is clear', () => {
    expect(
      ['lora_name_12', 'LORA_01', 'clip_name2', 'ckpt_name', 'model_name', 'constructor'].map(folderByWidgetName),
    ).toEqual(['loras', 'loras', 'text_encoders', 'checkpoints', null, null])
  })

  test('values that are no file, and what VAELoader reads from where', () => {
    expect(['', ' ', 'NONE', '[None]', 'Baked VAE', 'a.pt'].map(isNoFile)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ])
    expect(['pixel_space', 'taesd', 'taehv_v1.pth', 'ae.safetensors'].map(vaeFolder)).toEqual([
      null,
      'vae_approx',
      'vae_approx',
      'vae',
    ])
  })
})

test('frontend-only types name their pack', () => {
  expect([
    frontendOnlyType('Note')?.module,
    frontendOnlyType('SetNode')?.module,
    frontendOnlyType('Label (rgthree)')?.module,
    frontendOnlyType('KSampler'),
    frontendOnlyType('__proto__'),
  ]).toEqual(['frontend', 'comfyui-kjnodes', 'rgthree-comfy', null, null])
})
