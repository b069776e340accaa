import { describe, expect, test } from 'vitest'
import type { ListedModel } from '../installed.js'
import { judgeModel } from '../readiness/models/judge-model.js'
import { buildFolders, buildInstalled } from '../readiness/testing/build-installed.js'
import { buildKnowledge, buildKnown } from '../readiness/testing/build-knowledge.js'
import { noModelKnowledge } from '../model-knowledge.js'
import type { EmbeddedModel } from '../workflow/model.js'
import type { ModelReference } from '../workflow/references.js'
import { listedFor, sourcesFor } from './sources-for.js'
import { offersOf, trustOrder } from './trust.js'

const sha = 'a'.repeat(64)
const hub = 'https://huggingface.co/a/b/resolve/main/style.safetensors'
const entry = (url: string | null, facts: Partial<EmbeddedModel> = {}): EmbeddedModel => ({
  name: 'style.safetensors',
  url,
  directory: 'loras',
  hash: null,
  hashType: null,
  where: 'nodes[0].properties.models[0]',
  ...facts,
})
const note = (url: string) => entry(url, { from: 'note', directory: null, where: 'nodes[9]' })
const asking = (embedded: readonly EmbeddedModel[], facts: Partial<ModelReference> = {}): ModelReference => ({
  name: 'style.safetensors',
  directory: 'loras',
  sure: true,
  node: '1',
  nodeType: 'LoraLoader',
  widget: 'lora_name',
  active: true,
  embedded,
  evidence: [],
  ...facts,
})
const listed = (url: string, facts: Partial<ListedModel> = {}): ListedModel => ({
  name: 'style.safetensors',
  title: 'Style',
  url,
  page: null,
  directory: 'loras/sdxl',
  base: null,
  size: 1000,
  from: 'list',
  ...facts,
})

describe('sourcesFor', () => {
  test('every embedded address stays as it is, in the order of trust', () => {
    const odd = 'https://HuggingFace.co/a/b/blob/main/style.safetensors?download=true#x'
    const sources = sourcesFor(
      asking([
        note(`${hub}?x=1`),
        entry(odd),
        entry('https://c.example/style.safetensors', { hash: sha, hashType: 'SHA256' }),
      ]),
      { listed: [listed('https://d.example/style.safetensors')] },
    )
    expect(sources).toEqual([
      { url: 'https://c.example/style.safetensors', from: 'workflow', sha256: `sha256:${sha}` },
      { url: odd, from: 'workflow', raw: hub },
      { url: `${hub}?x=1`, from: 'note' },
      { url: 'https://d.example/style.safetensors', from: 'catalogue', size: 1000 },
    ])
    expect(trustOrder.map(({ by }) => by)).toEqual(['decision', 'disk', 'hash', 'workflow', 'note', 'catalogue', 'provider'])
  })

  test('what a list says of the same file adds nothing, for its sizes are often wrong', () => {
    expect(sourcesFor(asking([entry(`${hub}?download=true`)]), { listed: [listed(hub)] })).toEqual([
      { url: `${hub}?download=true`, from: 'workflow' },
    ])
  })

  test.each([
    ['https://huggingface.co/a/b/resolve/main/another.safetensors', 'The file there is another.safetensors.'],
    ['https://huggingface.co/a/b/resolve/main/style.ckpt', 'It is a .ckpt file.'],
    ['https://huggingface.co/a/b', 'The address is a page; which file of it is meant is open.'],
    ['https://civitai.com/models/5', 'The address is a page; which file of it is meant is open.'],
    ['https://civitai.com/articles/5', 'civitai.com is no public host, or the page is about no model file.'],
    ['http://127.0.0.1:9000/style.safetensors', '127.0.0.1 is no public host, or the page is about no model file.'],
    ['file:///home/me/style.safetensors', 'This is no web address.'],
    ['javascript:alert(1)', 'This is no web address.'],
  ])('%s is shown and not offered', (url, doubt) => {
    const sources = sourcesFor(asking([entry(url)]), { listed: [] })
    expect(sources).toMatchObject([{ url, from: 'workflow', doubt }])
    expect(offersOf(sources)).toEqual([])
  })

  test("the entry's own folder contradicts the loader", () => {
    expect(sourcesFor(asking([entry(hub, { directory: 'checkpoints' })]), { listed: [] })[0]?.doubt).toBe(
      'It is offered for checkpoints, and the loader reads loras.',
    )
    expect(
      sourcesFor(asking([entry(hub, { directory: 'checkpoints' })], { sure: false }), { listed: [] })[0],
    ).not.toHaveProperty('doubt')
  })

  test('a private host that the user allowed', () => {
    const url = 'http://127.0.0.1:9000/style.safetensors'
    expect(sourcesFor(asking([entry(url)]), { listed: [], allowed: new Set(['127.0.0.1:9000']) })).toEqual([
      { url, from: 'workflow' },
    ])
    expect(sourcesFor(asking([entry(url)]), { listed: [], allowed: new Set(['127.0.0.1:9001']) })[0]).toHaveProperty(
      'doubt',
    )
  })

  test('Civitai addresses: taken from an entry, not from a note', () => {
    const url = 'https://civitai.com/models/5?modelVersionId=7'
    const [own] = sourcesFor(asking([entry(url)]), { listed: [] })
    expect(own).toEqual({ url, from: 'workflow', raw: 'https://civitai.com/api/download/models/7' })
    expect(sourcesFor(asking([note(url)]), { listed: [] })[0]?.doubt).toBe("The address does not tell the file's name.")
  })

  test('a list does not vouch for a name that many files have; the workflow does', () => {
    const name = 'diffusion_pytorch_model.safetensors'
    const url = 'https://huggingface.co/a/b/resolve/main/diffusion_pytorch_model.safetensors'
    expect(sourcesFor(asking([], { name }), { listed: [listed(url, { name })] })[0]?.doubt).toBe(
      'Many different files have this name.',
    )
    expect(sourcesFor(asking([entry(url, { name })], { name }), { listed: [] })[0]).not.toHaveProperty('doubt')
  })

  test('a companion file with a hash is before an address without one', () => {
    const companions = [
      { from: 'style.civitai.info', says: 'Civitai', url: 'https://civitai.com/api/download/models/7', sha256: sha },
    ]
    expect(sourcesFor(asking([entry(hub)]), { listed: [], companions }).map(({ from }) => from)).toEqual([
      'companion',
      'workflow',
    ])
  })
})

describe('listedFor', () => {
  test('by file name, whatever the folder, and without the ending where a text leaves it out', () => {
    const models = new Map([['style.safetensors', [listed(hub)]]])
    expect(listedFor(asking([], { name: 'SDXL\\Style.safetensors' }), models)).toHaveLength(1)
    expect(listedFor(asking([], { name: 'style' }), models)).toHaveLength(1)
    expect(listedFor(asking([], { name: 'style', directory: 'vae' }), models)).toHaveLength(0)
  })
})

describe('in a report', () => {
  const installed = buildInstalled({ root: '/comfy', models: buildFolders({ loras: [] }) })
  const judge = (reference: ModelReference, ...lists: ListedModel[]) => {
    const { entry: told, causes } = judgeModel(reference, installed, noModelKnowledge, {
      models: new Map([['style.safetensors', lists]]),
    })
    const [cause] = causes
    return { told, fix: cause?.fix, next: cause?.next({ wanting: [], nodes: ['1'] }) }
  }

  test('a list of models offers it where the workflow does not', () => {
    expect(judge(asking([]), listed(hub))).toMatchObject({
      fix: 'download-model',
      next: 'Download it from huggingface.co into loras.',
    })
    expect(judge(asking([]), listed(hub), listed('https://d.example/style.safetensors'))).toMatchObject({
      fix: 'choose-model',
      next: 'Choose one of the 2 places from which the list of models says it is to be had.',
    })
    expect(judge(asking([entry('https://c.example/style.safetensors')]), listed(hub)).next).toBe(
      'Download it from c.example into loras.',
    )
  })

  test('a note that a list confirms is no open question; one that it contradicts is', () => {
    expect(judge(asking([note(hub)])).fix).toBe('choose-model')
    expect(judge(asking([note(`${hub}?download=true`)]), listed(hub)).fix).toBe('download-model')
    expect(judge(asking([note(hub)]), listed('https://d.example/style.safetensors')).fix).toBe('choose-model')
  })

  test('what is in doubt is named and never an action', () => {
    const { fix, next } = judge(asking([entry('https://huggingface.co/a/b/resolve/main/another.safetensors')]))
    expect(fix).toBeNull()
    expect(next).toBe(
      'Look whether https://huggingface.co/a/b/resolve/main/another.safetensors is meant (The file there is another.safetensors), and put the right file into loras.',
    )
  })

  test('beside a damaged file lies where it came from', () => {
    const claims = [
      { from: 'style.civitai.info', says: 'Civitai', url: 'https://civitai.com/api/download/models/7', sha256: sha },
    ]
    const file = buildKnown('style.safetensors', 'loras', { claims, facts: { health: 'corrupt' } })
    const here = buildInstalled({ root: '/comfy', models: buildFolders({ loras: ['style.safetensors'] }) })
    const { entry: told, causes } = judgeModel(asking([]), here, buildKnowledge([file]))
    expect(told).toMatchObject({
      state: 'corrupt',
      sources: [{ url: claims[0]?.url, from: 'companion', sha256: `sha256:${sha}` }],
    })
    expect(causes[0]).toMatchObject({ fix: 'download-model' })
    const whole = buildKnown('style.safetensors', 'loras', { claims })
    expect(judgeModel(asking([]), here, buildKnowledge([whole])).entry.sources).toEqual([])
  })
})
