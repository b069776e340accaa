import { describe, expect, test } from 'vitest'
import { buildFile, fakeProvider, sha } from './testing/fake-provider.js'
import { embedded, listed, search, url, wanted } from './testing/search-one.js'

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
