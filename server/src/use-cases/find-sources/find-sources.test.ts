import { describe, expect, test } from 'vitest'
import type { ListedModel } from '../../core/installed.js'
import type { SearchWords } from '../../core/ports.js'
import type { WantedModel } from '../../core/sources/search/search.js'
import { sourcesFor } from '../../core/sources/sources-for.js'
import type { EmbeddedModel } from '../../core/workflow/model.js'
import type { ModelReference } from '../../core/workflow/references.js'
import { findSources, type FindSourcesPorts, type FindSourcesRequest } from './find-sources.js'
import { buildFile, fakeProvider, sha } from './testing/fake-provider.js'

const url = 'https://huggingface.co/a/b/resolve/main/style.safetensors'
const embedded = (facts: Partial<EmbeddedModel> = {}): EmbeddedModel => ({
  name: 'style.safetensors',
  url,
  directory: 'loras',
  hash: null,
  hashType: null,
  where: 'nodes[0]',
  ...facts,
})
const listed = (address: string, facts: Partial<ListedModel> = {}): ListedModel => ({
  name: 'style.safetensors',
  title: 'Style',
  url: address,
  page: null,
  directory: 'loras',
  base: null,
  size: 1_000_000,
  from: 'list',
  ...facts,
})

interface Asking {
  readonly reference?: Partial<ModelReference>
  readonly entry?: Partial<WantedModel['entry']>
  readonly listed?: readonly ListedModel[]
  readonly pages?: readonly string[]
}

function wanted(
  entries: readonly EmbeddedModel[] = [],
  { reference: facts, entry, listed: lists = [], pages = [] }: Asking = {},
): WantedModel {
  const reference: ModelReference = {
    name: 'style.safetensors',
    directory: 'loras',
    sure: true,
    node: '1',
    nodeType: 'LoraLoader',
    widget: 'lora_name',
    active: true,
    embedded: entries,
    evidence: [],
    ...facts,
  }
  return {
    reference,
    entry: { state: 'missing', file: null, candidates: [], ...entry },
    sources: sourcesFor(reference, { listed: lists }),
    pages,
  }
}

async function search(
  one: WantedModel,
  ports: Partial<FindSourcesPorts> = {},
  request: Partial<FindSourcesRequest> = {},
) {
  const { searches } = await findSources(
    { providers: [], now: () => 0, ...ports },
    { wanted: [one], ...request },
    { signal: new AbortController().signal },
  )
  const [only] = searches
  if (only === undefined) throw new Error('no search')
  return { ...only, log: only.steps.map(({ phase, of, came }) => `${phase} ${of}: ${came}`) }
}

describe('what this machine knows', () => {
  test('the address that the workflow names', async () => {
    expect(await search(wanted([embedded()]))).toMatchObject({
      state: 'FOUND',
      source: { url, from: 'workflow' },
      candidates: [],
      log: [
        'read-name name: A file name, for loras.',
        'on-disk disk: No file here is it.',
        'in-workflow workflow: Agrees with the asking loader.',
        'in-catalogue catalogue: No list of models has it.',
        'by-address providers: Nobody was asked: no source that could tell is switched on.',
      ],
    })
  })

  test.each([
    ['present' as const, { file: { path: '/m/style.safetensors' } }],
    [
      'elsewhere' as const,
      { candidates: [{ path: '/m/x', folder: 'loras', widgetValue: 'x', confidence: 1, evidence: [] }] },
    ],
  ])('%s: on this disk, nobody is asked', async (state, entry) => {
    const { provider, asked } = fakeProvider('huggingface', 'huggingface.co', { names: {} })
    expect(await search(wanted([embedded()], { entry: { state, ...entry } }), { providers: [provider] })).toMatchObject(
      { state: 'FOUND', source: null, candidates: [] },
    )
    expect(asked).toEqual([])
  })

  test.each([
    '',
    '..',
    '../x.safetensors',
    'a<b>.safetensors',
    'what?',
    'None',
    'stabilityai/sdxl',
    `${'x'.repeat(300)}.safetensors`,
  ])('%j is no file name', async (name) => {
    expect(await search(wanted([], { reference: { name, directory: 'checkpoints' } }))).toMatchObject({
      state: 'INVALID_FILENAME',
      source: null,
      candidates: [],
      steps: [{ phase: 'read-name' }],
    })
  })

  test.each([
    ['bad-hands', 'embeddings'],
    ['a folder', 'diffusers'],
    ['模型 v1.5.safetensors', 'loras'],
    ['SDXL\\x.ckpt', 'checkpoints'],
    ['v1-inference.yaml', 'configs'],
  ])('%s of %s is one', async (name, directory) => {
    expect((await search(wanted([], { reference: { name, directory } }))).state).toBe('NOT_FOUND')
  })

  test('two addresses of the workflow are a choice; two spellings of one are not', async () => {
    const two = await search(wanted([embedded(), embedded({ url: 'https://c.example/style.safetensors' })]))
    expect(two).toMatchObject({
      state: 'UNCERTAIN',
      source: null,
      candidates: [{ confidence: 0.9, reasons: ['The workflow names it.'] }, { confidence: 0.9 }],
    })
    expect((await search(wanted([embedded(), embedded({ url: `${url}?download=true` })]))).state).toBe('FOUND')
  })

  test('a list of models, a note, and both', async () => {
    const note = embedded({ from: 'note', directory: null })
    expect(await search(wanted([], { listed: [listed(url)] }))).toMatchObject({
      state: 'FOUND',
      source: { from: 'catalogue', size: 1_000_000 },
    })
    expect(
      await search(wanted([], { listed: [listed(url), listed('https://c.example/style.safetensors')] })),
    ).toMatchObject({ state: 'UNCERTAIN' })
    expect(await search(wanted([note]))).toMatchObject({
      state: 'UNCERTAIN',
      candidates: [{ source: { from: 'note' }, confidence: 0.7 }],
    })
    expect(await search(wanted([note], { listed: [listed(url)] }))).toMatchObject({
      state: 'FOUND',
      source: { from: 'note', url },
    })
    expect(
      await search(wanted([], { listed: [listed(url)], reference: { directory: null, sure: false } })),
    ).toMatchObject({ state: 'UNCERTAIN' })
  })

  test('a name that many files have is never taken from a list', async () => {
    const name = 'diffusion_pytorch_model.safetensors'
    const one = listed(`https://huggingface.co/a/b/resolve/main/${name}`, { name })
    expect(await search(wanted([], { listed: [one], reference: { name } }))).toMatchObject({
      state: 'UNCERTAIN',
      candidates: [{ confidence: 0.3 }],
    })
  })

  test('an address of another file is told and not listed', async () => {
    const { state, log } = await search(
      wanted([embedded({ url: 'https://huggingface.co/a/b/resolve/main/another.safetensors' })]),
    )
    expect(state).toBe('NOT_FOUND')
    expect(log).toContain('in-workflow workflow: Not it: The file there is another.safetensors.')
  })
})

describe('hash beats name', () => {
  const hashed = embedded({ hash: sha('a'), hashType: 'SHA256' })
  const civitai = (files: Parameters<typeof fakeProvider>[2]) => fakeProvider('civitai', 'civitai.com', files)
  const version = buildFile('renamed_there.safetensors', {
    provider: 'civitai',
    url: 'https://civitai.com/api/download/models/7',
    hashes: { sha256: sha('a') },
    directory: 'loras',
    access: 'early-access',
    licence: 'x',
  })

  test('a file of the very content, under whatever name', async () => {
    const { provider, asked } = civitai({ hashes: { [`sha256:${sha('a')}`]: [version] }, names: {} })
    expect(await search(wanted([hashed]), { providers: [provider] })).toMatchObject({
      state: 'FOUND',
      source: { url: version.url, from: 'civitai', sha256: `sha256:${sha('a')}`, access: 'early-access', licence: 'x' },
      candidates: [{ source: { url, from: 'workflow' } }],
    })
    expect(asked).toEqual([`sha256:${sha('a')}`])
  })

  test('of a version with several files the one with the hash', async () => {
    const other = {
      ...version,
      name: 'style.safetensors',
      url: 'https://civitai.com/api/download/models/7?type=VAE',
      hashes: { sha256: sha('b') },
    }
    const { provider } = civitai({ hashes: { [`sha256:${sha('a')}`]: [other, version] } })
    expect(await search(wanted([hashed]), { providers: [provider] })).toMatchObject({ source: { url: version.url } })
  })

  test('the address of the workflow now holds another content', async () => {
    const { provider } = fakeProvider('huggingface', 'huggingface.co', {
      addresses: { [url]: [buildFile('style.safetensors', { hashes: { sha256: sha('b') } })] },
    })
    const { state, log } = await search(wanted([hashed]), { providers: [provider] })
    expect(state).toBe('NOT_FOUND')
    expect(log.at(-1)).toBe(
      'by-address huggingface: Not it: style.safetensors has another content than the one asked for.',
    )
  })

  test('and here it holds the very one', async () => {
    const { provider } = fakeProvider('huggingface', 'huggingface.co', {
      addresses: { [url]: [buildFile('style.safetensors', { hashes: { sha256: sha('a') }, size: 5, licence: 'mit' })] },
    })
    const { state, source } = await search(wanted([hashed]), { providers: [provider] })
    expect(state).toBe('FOUND')
    expect(source).toEqual({
      url,
      from: 'workflow',
      raw: buildFile('style.safetensors').url,
      sha256: `sha256:${sha('a')}`,
      size: 5,
      licence: 'mit',
      access: 'open',
    })
  })

  test('AutoV2 and a file that does not say it', async () => {
    const short = embedded({ url: null, hash: sha('a').slice(0, 10), hashType: 'AutoV2' })
    const key = `autov2:${sha('a').slice(0, 10)}`
    expect(
      await search(wanted([short]), { providers: [civitai({ hashes: { [key]: [version] } }).provider] }),
    ).toMatchObject({ state: 'FOUND' })
    const silent = { ...version, hashes: {} }
    expect(
      await search(wanted([short]), { providers: [civitai({ hashes: { [key]: [silent] } }).provider] }),
    ).toMatchObject({ state: 'UNCERTAIN', source: null })
  })
})

describe('by address', () => {
  const hub = (files: Record<string, ReturnType<typeof buildFile>[]>) =>
    fakeProvider('huggingface', 'huggingface.co', { addresses: files, names: {} })

  test('the provider knows it: its facts are added, the address stays', async () => {
    const { state, source } = await search(wanted([embedded({ url: `${url}?download=true` })]), {
      providers: [
        hub({
          [`${url}?download=true`]: [
            buildFile('style.safetensors', { size: 7, hashes: { sha256: sha('c') }, access: 'licence' }),
          ],
        }).provider,
      ],
    })
    expect({ state, source }).toEqual({
      state: 'FOUND',
      source: {
        url: `${url}?download=true`,
        from: 'workflow',
        raw: buildFile('style.safetensors').url,
        sha256: `sha256:${sha('c')}`,
        size: 7,
        access: 'licence',
      },
    })
  })

  test('it is gone there, and the name is searched for', async () => {
    const { provider, asked } = hub({})
    const { state, log } = await search(wanted([embedded()]), { providers: [provider] })
    expect(state).toBe('NOT_FOUND')
    expect(asked).toEqual([url, 'style.safetensors'])
    expect(log).toContain('by-address huggingface: There is no such file any more.')
  })

  test('a removed file is none', async () => {
    expect(
      (
        await search(wanted([embedded()]), {
          providers: [hub({ [url]: [buildFile('style.safetensors', { access: 'removed' })] }).provider],
        })
      ).state,
    ).toBe('NOT_FOUND')
  })

  test('a page of several files: the one of the name', async () => {
    const page = 'https://civitai.com/models/5'
    const file = buildFile('style.safetensors', {
      provider: 'civitai',
      url: 'https://civitai.com/api/download/models/7',
      directory: 'loras',
    })
    const other = buildFile('style_v2.safetensors', {
      provider: 'civitai',
      url: 'https://civitai.com/api/download/models/8',
      directory: 'loras',
    })
    const { provider } = fakeProvider('civitai', 'civitai.com', { addresses: { [page]: [other, file] } })
    expect(await search(wanted([embedded({ url: page })]), { providers: [provider] })).toMatchObject({
      state: 'FOUND',
      source: { url: page, raw: file.url, from: 'workflow' },
    })
    expect(await search(wanted([], { pages: [page] }), { providers: [provider] })).toMatchObject({
      state: 'FOUND',
      source: { url: file.url, from: 'civitai' },
    })
  })

  test('the size that a list gives confirms; another one is told, and the provider knows better', async () => {
    const found = async (size: number) => {
      const { provider } = hub({ [url]: [buildFile('style.safetensors', { size })] })
      return search(wanted([], { listed: [listed(url)] }), { providers: [provider] })
    }
    expect(await found(1_020_000)).toMatchObject({ state: 'FOUND', source: { size: 1_020_000 } })
    const other = await found(2_000_000)
    expect(other).toMatchObject({ state: 'FOUND', source: { size: 2_000_000 } })
    expect(other.log.at(-1)).toContain('Its size is not the one that the list gives.')
  })

  test('neither name nor size agree: no answer', async () => {
    const civitai = 'https://civitai.com/api/download/models/9'
    const at = (size: number) => {
      const file = buildFile('model.safetensors', { provider: 'civitai', url: civitai, directory: 'loras', size })
      const { provider } = fakeProvider('civitai', 'civitai.com', { addresses: { [civitai]: [file] } })
      return search(wanted([], { listed: [listed(civitai)] }), { providers: [provider] })
    }
    expect(await at(1_000_000)).toMatchObject({ state: 'FOUND' })
    expect(await at(2_000_000)).toMatchObject({ state: 'UNCERTAIN', source: null })
  })

  test('another file stands at the address of the workflow: a candidate, never taken', async () => {
    const civitai = 'https://civitai.com/api/download/models/9'
    const { provider } = fakeProvider('civitai', 'civitai.com', {
      addresses: {
        [civitai]: [buildFile('dragon_armor.safetensors', { provider: 'civitai', url: civitai, directory: 'loras' })],
      },
    })
    expect(await search(wanted([embedded({ url: civitai })]), { providers: [provider] })).toMatchObject({
      state: 'UNCERTAIN',
      source: null,
    })
  })

  test('a confirmed note is an answer', async () => {
    const { provider } = hub({ [url]: [buildFile('style.safetensors', { size: 1 })] })
    expect(
      await search(wanted([embedded({ from: 'note', directory: null })]), { providers: [provider] }),
    ).toMatchObject({ state: 'FOUND', source: { url, from: 'note', size: 1 } })
  })
})

describe('by name', () => {
  const named = (...files: ReturnType<typeof buildFile>[]) =>
    fakeProvider('civitai', 'civitai.com', { names: { 'style.safetensors': files } }).provider
  const at = (id: number, facts: Parameters<typeof buildFile>[1] = {}) =>
    buildFile('style.safetensors', {
      provider: 'civitai',
      url: `https://civitai.com/api/download/models/${id}`,
      directory: 'loras',
      ...facts,
    })

  test('exact name and kind: one place, or one content', async () => {
    expect(await search(wanted(), { providers: [named(at(1))] })).toMatchObject({
      state: 'FOUND',
      source: { from: 'civitai' },
    })
    expect(
      await search(wanted(), {
        providers: [
          named(at(2, { hashes: { sha256: sha('d') }, access: 'login' }), at(3, { hashes: { sha256: sha('d') } })),
        ],
      }),
    ).toMatchObject({
      state: 'FOUND',
      source: { url: 'https://civitai.com/api/download/models/3', access: 'open' },
    })
  })

  test('two of the name are a choice, and the folder must be told', async () => {
    const two = await search(wanted(), {
      providers: [named(at(1, { hashes: { sha256: sha('a') } }), at(2, { hashes: { sha256: sha('b') } }))],
    })
    expect(two).toMatchObject({ state: 'UNCERTAIN', source: null })
    expect(two.candidates).toHaveLength(2)
    expect(await search(wanted(), { providers: [named(at(1, { directory: null }))] })).toMatchObject({
      state: 'UNCERTAIN',
      candidates: [{ confidence: 0.6 }],
    })
  })

  test.each([
    ['another name', buildFile('style_v2.safetensors', { directory: 'loras' })],
    ['another ending', buildFile('style.ckpt', { directory: 'loras' })],
    ['another kind', buildFile('style.safetensors', { directory: 'vae' })],
    ['an archive', buildFile('style.safetensors.zip', { directory: 'loras' })],
  ])('%s is refused', async (_, file) =>
    expect((await search(wanted(), { providers: [named(file)] })).state).toBe('NOT_FOUND'),
  )

  test('a name that many files have is not searched for', async () => {
    const { provider, asked } = fakeProvider('huggingface', 'huggingface.co', { names: {} })
    expect(
      (await search(wanted([], { reference: { name: 'model.safetensors' } }), { providers: [provider] })).state,
    ).toBe('NOT_FOUND')
    expect(asked).toEqual([])
  })
})

describe('who is asked', () => {
  const names = { 'style.safetensors': [buildFile('style.safetensors', { directory: 'loras' })] }

  test('off never, ask only when named, on always', async () => {
    for (const [use, ask, count] of [
      ['off', ['huggingface'], 0],
      ['ask', [], 0],
      ['ask', ['huggingface'], 1],
      ['on', [], 1],
    ] as const) {
      const { provider, asked } = fakeProvider('huggingface', 'huggingface.co', { use, names })
      await search(wanted(), { providers: [provider] }, { ask })
      expect(asked, `${use} ${ask.join()}`).toHaveLength(count)
    }
  })

  test.each(['answer', 'throws'] as const)('one that fails (%s) is one step and hides no other', async (fails) => {
    const broken = fakeProvider('civitai', 'civitai.com', { names: {}, fails })
    const whole = fakeProvider('huggingface', 'huggingface.co', { names })
    const { state, log } = await search(wanted(), { providers: [whole.provider, broken.provider] })
    expect(state).toBe('FOUND')
    expect(log.slice(-2)).toEqual([
      expect.stringMatching(/^by-name civitai: No answer: /),
      expect.stringMatching(/^by-name huggingface: One file: /),
    ])
    expect((await search(wanted(), { providers: [broken.provider] })).state).toBe('ERROR')
  })

  test('the budget of calls is over all models', async () => {
    const { provider, asked } = fakeProvider('huggingface', 'huggingface.co', { names: {} })
    const two = [wanted(), wanted([], { reference: { name: 'second.safetensors' } })]
    const { searches } = await findSources(
      { providers: [provider], now: () => 0 },
      { wanted: two, budget: { calls: 1, seconds: 9 } },
      { signal: new AbortController().signal },
    )
    expect(searches.map(({ state }) => state)).toEqual(['NOT_FOUND', 'ERROR'])
    expect(asked).toEqual(['style.safetensors'])
    expect(searches[1]?.steps.at(-1)?.came).toBe('Not asked: the budget of this search is spent.')
  })

  test('so is the budget of time, whoever answers or does not', async () => {
    let now = 0
    const { provider, asked } = fakeProvider('huggingface', 'huggingface.co', { names: {} })
    const late = await search(
      wanted(),
      { providers: [provider], now: () => (now += 6000) },
      { budget: { calls: 9, seconds: 5 } },
    )
    expect({ state: late.state, asked }).toEqual({ state: 'ERROR', asked: [] })
    const silent = fakeProvider('huggingface', 'huggingface.co', { names: {}, fails: 'never' })
    expect(
      (await search(wanted(), { providers: [silent.provider] }, { budget: { calls: 9, seconds: 0.05 } })).state,
    ).toBe('ERROR')
  })

  test('one question for all models that share it', async () => {
    const { provider, asked } = fakeProvider('huggingface', 'huggingface.co', {
      addresses: { [url]: [buildFile('style.safetensors')] },
    })
    await findSources(
      { providers: [provider], now: () => 0 },
      { wanted: [wanted([embedded()]), wanted([embedded()])] },
      { signal: new AbortController().signal },
    )
    expect(asked).toEqual([url])
  })

  test('stopped: rejects with the reason', async () => {
    const stop = new AbortController()
    const { provider } = fakeProvider('huggingface', 'huggingface.co', { names: {}, fails: 'never' })
    const running = findSources(
      { providers: [provider], now: () => 0 },
      { wanted: [wanted()] },
      { signal: stop.signal, progress: () => stop.abort(new Error('enough')) },
    )
    await expect(running).rejects.toThrow('enough')
  })
})

describe('words of a language model', () => {
  const wrong = buildFile('style_xl_final.safetensors', { directory: 'loras' })
  const right = buildFile('style.safetensors', { directory: 'loras' })
  const words = (...proposed: string[]): SearchWords => ({ propose: () => Promise.resolve(proposed) })

  test('a wrong file that it leads to is refused, the right one is found', async () => {
    const { provider, asked } = fakeProvider('huggingface', 'huggingface.co', {
      names: { 'style xl': [wrong], 'style lora': [right] },
    })
    expect((await search(wanted(), { providers: [provider], words: words('style xl') })).state).toBe('NOT_FOUND')
    expect(await search(wanted(), { providers: [provider], words: words('style xl', ' style\nlora ') })).toMatchObject({
      state: 'FOUND',
      source: { url: right.url },
    })
    expect(asked).toEqual(['style.safetensors', 'style xl', 'style.safetensors', 'style xl', 'style lora'])
  })

  test('a file that has the name and another content than the workflow means', async () => {
    const named = { ...right, hashes: { sha256: sha('b') } }
    const { provider } = fakeProvider('huggingface', 'huggingface.co', { names: { x: [named] } })
    const one = wanted([embedded({ url: null, hash: sha('a'), hashType: 'sha256' })])
    expect((await search(one, { providers: [provider], words: words('x') })).state).toBe('NOT_FOUND')
  })

  test('it is not asked where the answer is there, and may fail', async () => {
    const never: SearchWords = { propose: () => Promise.reject(new Error('no model')) }
    expect((await search(wanted([embedded()]), { words: never })).log.join()).not.toContain('words')
    expect((await search(wanted(), { words: never })).log.at(-1)).toBe('by-name words: No words came.')
  })
})
