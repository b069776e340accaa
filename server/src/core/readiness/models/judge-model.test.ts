import { describe, expect, test } from 'vitest'
import type { Installed } from '../../installed.js'
import { nothingInstalled } from '../../installed.js'
import { type ModelKnowledge, noModelKnowledge } from '../../model-knowledge.js'
import type { EmbeddedModel } from '../../workflow/model.js'
import type { ModelReference } from '../../workflow/references.js'
import { buildFolders, buildInstalled, buildLive, buildLoader } from '../testing/build-installed.js'
import { buildModelReference } from '../testing/build-references.js'
import { judgeModel } from './judge-model.js'

const folders = buildFolders({
  checkpoints: ['sd15.safetensors', 'SDXL/base.safetensors', 'déjà vu.safetensors'],
  loras: ['style.safetensors', 'a/same.safetensors', 'b/same.safetensors'],
  ipadapter: ['face.bin'],
  vae: ['model.safetensors'],
  vae_approx: ['taesd_encoder.pth', 'taesd_decoder.pth', 'taesdxl_encoder.pth'],
  embeddings: ['bad-hands.pt'],
})
const posix = buildInstalled({ root: '/comfy', models: folders })
const windows = buildInstalled({
  root: 'C:\\ComfyUI',
  models: buildFolders({ checkpoints: ['SDXL/base.safetensors'] }, 'C:\\ComfyUI\\models\\'),
})

function judge(
  name: string,
  facts: Partial<ModelReference> = {},
  installed: Installed = posix,
  knowledge: ModelKnowledge = noModelKnowledge,
) {
  const { entry, causes } = judgeModel(buildModelReference(name, facts), installed, knowledge)
  const cause = causes[0] ?? null
  const all = { wanting: cause?.wanting ?? [], nodes: cause?.nodes ?? [] }
  const evidence = [...entry.evidence, ...entry.candidates.flatMap((one) => one.evidence)]
  return {
    entry,
    cause,
    causes,
    message: cause?.message(all) ?? '',
    next: cause?.next(all) ?? '',
    says: evidence.map((one) => one.says).join(' '),
  }
}

function embedded(url: string | null, facts: Partial<EmbeddedModel> = {}): EmbeddedModel {
  return {
    name: 'x',
    url,
    directory: 'checkpoints',
    hash: null,
    hashType: null,
    where: 'nodes[0].properties.models[0]',
    ...facts,
  }
}

describe('present', () => {
  test('the exact name in its folder', () => {
    const { entry, cause } = judge('SDXL/base.safetensors')
    expect(entry).toMatchObject({
      state: 'present',
      file: { path: '/comfy/models/checkpoints/SDXL/base.safetensors', size: 1000 },
      candidates: [],
    })
    expect(cause).toBeNull()
  })

  test('on Windows the exact name has a backslash', () => {
    expect(judge('SDXL\\base.safetensors', {}, windows).entry.state).toBe('present')
  })

  test('without any folder, where exactly one has the exact name', () => {
    expect(judge('style.safetensors', { directory: null, widget: null }).entry.state).toBe('present')
  })

  test('a running loader that lists it, though no folder does', () => {
    const installed = buildLive([buildLoader('CheckpointLoaderSimple', 'ckpt_name', ['only-listed.safetensors'])], {
      models: folders,
    })
    expect(judge('only-listed.safetensors', {}, installed).entry).toMatchObject({
      state: 'present',
      file: null,
      evidence: [{ from: 'object_info' }],
    })
  })

  test('an older list does not outrank the disk', () => {
    const installed = {
      ...buildLive([buildLoader('CheckpointLoaderSimple', 'ckpt_name', ['gone.safetensors'])], { models: folders }),
      objectInfo: 'recorded',
    } as const
    expect(judge('gone.safetensors', {}, installed).entry.state).toBe('missing')
    expect(judge('sd15.safetensors', {}, installed).entry.state).toBe('present')
  })

  test('a list from a file is all there is', () => {
    const installed = buildInstalled({
      objectInfo: 'file',
      definitions: buildLive([buildLoader('CheckpointLoaderSimple', 'ckpt_name', ['a.safetensors'])]).definitions,
    })
    expect(judge('a.safetensors', {}, installed).entry.state).toBe('present')
    expect(judge('b.safetensors', {}, installed).entry.state).toBe('missing')
  })

  test.each([
    ['embeddings', 'bad-hands', 'present'],
    ['embeddings', 'bad-feet', 'missing'],
    ['loras', 'style', 'present'],
    ['vae', 'pixel_space', 'present'],
    ['vae', 'taesd', 'present'],
    ['vae_approx', 'taesd', 'present'],
    ['vae', 'taesdxl', 'missing'],
  ])('a name that %s takes without a file of that name: %s is %s', (directory, name, state) => {
    expect(judge(name, { directory }).entry.state).toBe(state)
  })

  test('a GGUF folder is the plain folder under another name', () => {
    const installed = buildInstalled({ root: '/comfy', models: buildFolders({ diffusion_models: ['flux.gguf'] }) })
    expect(
      judge('flux.gguf', { directory: 'unet_gguf', nodeType: 'UnetLoaderGGUF', widget: 'unet_name' }, installed).entry
        .state,
    ).toBe('present')
  })
})

describe('elsewhere: here, but not as the widget says it', () => {
  test.each([
    ['SDXL\\base.safetensors', posix, 'the separator', 'SDXL/base.safetensors'],
    ['SDXL/base.safetensors', windows, 'the separator', 'SDXL\\base.safetensors'],
    ['sdxl/Base.safetensors', posix, 'letter case', 'SDXL/base.safetensors'],
    ['SD15.SAFETENSORS', posix, 'letter case', 'sd15.safetensors'],
    ['déjà vu.safetensors'.normalize('NFD'), posix, 'Unicode form', 'déjà vu.safetensors'],
    ['sdxl\\BASE.safetensors', posix, 'the separator and letter case', 'SDXL/base.safetensors'],
  ])('%s differs in spelling', (name, installed, difference, widgetValue) => {
    const { entry, cause, says } = judge(name, {}, installed)
    expect(entry).toMatchObject({ state: 'elsewhere', candidates: [{ widgetValue }] })
    expect(cause?.fix).toBe('edit-widget')
    expect(says).toContain(difference)
  })

  test('in another sub-folder of the same folder', () => {
    const { entry, cause, next } = judge('base.safetensors')
    expect(entry).toMatchObject({
      state: 'elsewhere',
      candidates: [{ widgetValue: 'SDXL/base.safetensors', folder: 'checkpoints' }],
    })
    expect(cause?.fix).toBe('edit-widget')
    expect(next).toBe('Set ckpt_name of node 4 to SDXL/base.safetensors.')
  })

  test('in several sub-folders: a choice', () => {
    const { entry, cause } = judge('same.safetensors', {
      directory: 'loras',
      nodeType: 'LoraLoader',
      widget: 'lora_name',
    })
    expect(entry).toMatchObject({
      state: 'elsewhere',
      candidates: [{ widgetValue: 'a/same.safetensors' }, { widgetValue: 'b/same.safetensors' }],
    })
    expect(cause?.fix).toBe('choose-model')
  })

  test('in two roots under one name: to a widget that is one', () => {
    const file = (root: string) => ({ name: 'XL/base.safetensors', path: `${root}/XL/base.safetensors`, size: 1 })
    const installed = buildInstalled({
      root: '/comfy',
      models: new Map([['checkpoints', [file('/comfy'), file('/big')]]]),
    })
    const { entry, cause } = judge('base.safetensors', {}, installed)
    expect(entry).toMatchObject({ state: 'elsewhere', candidates: [{ path: '/comfy/XL/base.safetensors' }] })
    expect(cause?.fix).toBe('edit-widget')
  })

  test('the running loader lists another spelling: that one is offered letter by letter', () => {
    const installed = buildLive([buildLoader('CheckpointLoaderSimple', 'ckpt_name', ['XL\\base.safetensors'])])
    expect(judge('xl/base.safetensors', {}, installed).entry).toMatchObject({
      state: 'elsewhere',
      candidates: [{ widgetValue: 'XL\\base.safetensors' }],
    })
  })

  test('named by the workflow alone: told, but nothing would fail', () => {
    expect(judge('base.safetensors', { node: null, nodeType: null, widget: null }).cause).toMatchObject({
      severity: 'warns',
      fix: null,
    })
  })
})

describe('misplaced, uncertain, missing', () => {
  test('in a folder that the loader does not read', () => {
    const { entry, cause, message, next } = judge('face.bin', {
      directory: 'instantid',
      nodeType: 'InstantIDModelLoader',
      widget: 'instantid_file',
    })
    expect(entry).toMatchObject({ state: 'misplaced', candidates: [{ folder: 'ipadapter', widgetValue: null }] })
    expect(cause?.fix).toBe('move-model')
    expect(message).toBe('face.bin lies in ipadapter, where InstantIDModelLoader does not look.')
    expect(next).toBe('Move it to instantid.')
  })

  test('in several other folders: a choice', () => {
    const { entry, cause } = judge('same.safetensors')
    expect(entry).toMatchObject({ state: 'uncertain', candidates: [{}, {}] })
    expect(cause?.fix).toBe('choose-model')
  })

  test('one file that two folders list is one', () => {
    const file = { name: 'yolo.pt', path: '/comfy/models/ultralytics/yolo.pt', size: 1 }
    const models = new Map([
      ['ultralytics', [file]],
      ['ultralytics_bbox', [file]],
    ])
    expect(judge('yolo.pt', {}, buildInstalled({ root: '/comfy', models })).entry.state).toBe('misplaced')
  })

  test('a name that every pipeline uses proves nothing', () => {
    expect(judge('model.safetensors').entry.state).toBe('uncertain')
    expect(judge('model.safetensors', { directory: 'vae' }).entry.state).toBe('present')
  })

  test('a running loader that does not list what the folder has', () => {
    const installed = buildLive([buildLoader('CheckpointLoaderSimple', 'ckpt_name', [])], { models: folders })
    expect(judge('sd15.safetensors', {}, installed)).toMatchObject({
      entry: { state: 'uncertain', candidates: [{}] },
      cause: { fix: 'choose-model' },
    })
  })

  test('nowhere, with nothing that says where to get it', () => {
    const { entry, cause, message } = judge('none.safetensors')
    expect(entry).toMatchObject({ state: 'missing', file: null, candidates: [], sources: [] })
    expect(cause).toMatchObject({ severity: 'blocks', fix: null })
    expect(message).toBe('none.safetensors (checkpoints) is nowhere here.')
  })

  test('nowhere, with one place to get it', () => {
    const urls = [
      'https://huggingface.co/a/b/resolve/main/none.safetensors',
      'https://huggingface.co/a/b/resolve/main/none.safetensors?download=true',
      'https://huggingface.co/a/b/blob/main/none.safetensors',
    ]
    const { entry, cause, next } = judge('none.safetensors', { embedded: urls.map((url) => embedded(url)) })
    expect(entry.sources.map((source) => source.url)).toEqual(urls)
    expect(cause?.fix).toBe('download-model')
    expect(next).toBe('Download it from huggingface.co into checkpoints.')
  })

  test('nowhere, with two places that differ', () => {
    const { cause } = judge('none.safetensors', {
      embedded: [embedded('https://a.example/x'), embedded('https://b.example/x'), embedded(null)],
    })
    expect(cause?.fix).toBe('choose-model')
  })

  test('a place but no folder to put it', () => {
    expect(
      judge('none.safetensors', { directory: null, embedded: [embedded('https://a.example/x')] }).cause?.fix,
    ).toBeNull()
  })

  test('an embedded SHA-256 is kept, another hash is not taken for one', () => {
    const hash = 'AB'.repeat(32)
    const take = (facts: Partial<EmbeddedModel>) =>
      judge('none.safetensors', { embedded: [embedded('https://a.example/x', facts)] }).entry.sources[0]
    expect(take({ hash, hashType: 'SHA256' })).toMatchObject({ sha256: `sha256:${'ab'.repeat(32)}` })
    expect(take({ hash, hashType: 'BLAKE3' })).not.toHaveProperty('sha256')
    expect(take({ hash: 'abc', hashType: 'SHA256' })).not.toHaveProperty('sha256')
  })

  test("a note's link has to be confirmed; the file's own list comes before it", () => {
    const note = embedded('https://a.example/none.safetensors', { from: 'note', directory: null })
    const { entry, cause, next } = judge('none.safetensors', { embedded: [note] })
    expect(entry.sources).toEqual([{ url: note.url, from: 'note' }])
    expect(cause?.fix).toBe('choose-model')
    expect(next).toContain('A note in the workflow links to')
    const both = judge('none.safetensors', { embedded: [note, embedded('https://b.example/x')] })
    expect(both.entry.sources.map((source) => source.from)).toEqual(['workflow', 'note'])
    expect(both.cause?.fix).toBe('download-model')
  })

  test('nothing to look in', () => {
    expect(judge('x.safetensors', {}, nothingInstalled)).toMatchObject({
      entry: { state: 'uncertain', candidates: [] },
      cause: { fix: null, severity: 'blocks' },
    })
  })

  test('a node that fetches its own weights only informs, unless they are here', () => {
    const asks = { directory: null, nodeType: 'DownloadAndLoadFlorence2Model', widget: 'model' }
    const lists = buildLive([buildLoader('DownloadAndLoadFlorence2Model', 'model', ['microsoft/Florence-2-base'])], {
      models: folders,
    })
    expect(judge('microsoft/Florence-2-base', asks, lists).entry.state).toBe('downloads-itself')
    expect(judge('microsoft/Florence-2-base', asks)).toMatchObject({
      entry: { state: 'downloads-itself' },
      cause: { severity: 'informs', fix: null },
    })
    expect(judge('style.safetensors', asks).entry.state).toBe('present')
  })

  test("an inactive one is listed and stands in nobody's way", () => {
    expect(judge('none.safetensors', { active: false })).toMatchObject({
      entry: { state: 'missing', active: false },
      cause: null,
    })
  })

  test.each(['', '/', '\\', '__proto__', 'constructor', '../../etc/passwd', 'a'.repeat(10_000), '\ud800.safetensors'])(
    'an odd name does not upset it, %#',
    (name) => {
      expect(['missing', 'uncertain']).toContain(judge(name).entry.state)
    },
  )
})

test('an embedding that is not here warns: ComfyUI ignores it and runs on', () => {
  const { entry, cause } = judge('glow', { directory: 'embeddings', widget: 'text' })
  expect(entry.state).toBe('missing')
  expect(cause).toMatchObject({ kind: 'model-missing', severity: 'warns' })
})
