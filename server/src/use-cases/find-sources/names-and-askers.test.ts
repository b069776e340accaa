import { describe, expect, test } from 'vitest'
import type { SearchWords } from '../../core/ports.js'
import { findSources } from './find-sources.js'
import { buildFile, fakeProvider, sha } from './testing/fake-provider.js'
import { embedded, search, url, wanted } from './testing/search-one.js'

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
