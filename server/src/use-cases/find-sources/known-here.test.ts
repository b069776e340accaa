import { describe, expect, test } from 'vitest'
import { fakeProvider } from './testing/fake-provider.js'
import { embedded, listed, search, url, wanted } from './testing/search-one.js'

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

  test('what a list offers for another folder is told and not listed', async () => {
    const { state, log } = await search(wanted([], { listed: [listed(url, { directory: 'vae' })] }))
    expect(state).toBe('NOT_FOUND')
    expect(log).toContain('in-catalogue catalogue: Not it: It is offered for vae, and the loader reads loras.')
  })

  test('an address of another file is told and not listed', async () => {
    const { state, log } = await search(
      wanted([embedded({ url: 'https://huggingface.co/a/b/resolve/main/another.safetensors' })]),
    )
    expect(state).toBe('NOT_FOUND')
    expect(log).toContain('in-workflow workflow: Not it: The file there is another.safetensors.')
  })
})
