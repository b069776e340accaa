import { describe, expect, it } from 'vitest'
import { expectProper, filesOf, noHashes } from '../../core/testing/contract/proper-files.js'
import { createLoopbackHost } from '../testing/loopback-host.js'
import { startStandIn } from '../testing/stand-in.js'
import { createHuggingFace } from './huggingface.js'
import { type HubFacts, startHub } from './testing/hub.js'
import { bert, gated, studio } from './testing/repositories.js'

async function start(facts: Partial<HubFacts> = {}) {
  const repositories = {
    'google-bert/bert-base-uncased': bert,
    'studio/tiny': studio,
    'studio/gated': gated,
    'studio/gone': { ...studio, disabled: true },
  }
  const hub = await startHub({
    repositories,
    renamed: { 'bert-base-uncased': 'google-bert/bert-base-uncased' },
    ...facts,
  })
  const host = createLoopbackHost('huggingface', hub.url)
  const provider = createHuggingFace(host)
  return {
    hub,
    host,
    ask: async (address: string) => filesOf(await provider.byAddress(address)),
    tell: (address: string) => provider.byAddress(address),
    [Symbol.asyncDispose]: () => Promise.resolve(hub[Symbol.asyncDispose]()),
  }
}

const at = (repository: string, path: string, rev = 'main') =>
  `https://huggingface.co/${repository}/resolve/${rev}/${encodeURI(path)}`

describe('a file of the hub', () => {
  it('is told with its commit, content hash and exact size, and its bytes are left alone', async () => {
    await using cdn = await startStandIn(() => ({ body: 'bytes' }))
    await using test = await start({ cdn: cdn.url })
    const [file] = await test.ask(at('google-bert/bert-base-uncased', 'tf_model.h5'))
    expect(file).toEqual({
      provider: 'huggingface',
      name: 'tf_model.h5',
      url: `${test.hub.url}/google-bert/bert-base-uncased/resolve/dd4bc8b21efa05ec961e3efc4ee5e3832a3679c7/tf_model.h5`,
      page: `${test.hub.url}/google-bert/bert-base-uncased`,
      size: 536063208,
      sizeExact: true,
      hashes: { sha256: 'a7a17d6d844b5de815ccab5f42cad6d24496db3850a2a43d8258221018ce87d2' },
      directory: null,
      base: null,
      licence: 'apache-2.0',
      access: 'open',
      revision: 'dd4bc8b21efa05ec961e3efc4ee5e3832a3679c7',
    })
    expect(cdn.asked).toEqual([])
    expect(test.host.sent.map(({ method }) => method)).toEqual(['HEAD', 'GET'])
    expect(test.host.sent.every(({ purpose }) => /^[a-z ]+$/.test(purpose) && !purpose.includes('bert'))).toBe(true)
  })

  it("takes neither git's name of a small file nor a Xet hash for a hash of the content", async () => {
    await using test = await start({
      repositories: {
        'a/b': {
          commit: '1'.repeat(40),
          files: {
            'x.safetensors': { size: 3, oid: '2'.repeat(40) },
            'y.safetensors': { size: 4, sha256: '3'.repeat(64), xet: '3'.repeat(64), oid: '4'.repeat(40) },
          },
        },
      },
    })
    const [plain] = await test.ask(at('a/b', 'x.safetensors'))
    expect([plain?.size, plain?.sizeExact, plain?.hashes]).toEqual([3, true, {}])
    const [xet] = await test.ask(at('a/b', 'y.safetensors'))
    expect([xet?.size, xet?.hashes]).toEqual([4, {}])
    const [listed] = (await test.ask('https://huggingface.co/a/b')).filter(({ name }) => name.startsWith('y'))
    expect(listed?.hashes).toEqual({})
  })

  it('of a renamed repository is told under the new name', async () => {
    await using test = await start()
    const [file] = await test.ask('https://huggingface.co/bert-base-uncased/blob/main/config.json')
    expect(file?.url).toBe(`${test.hub.url}/google-bert/bert-base-uncased/resolve/${bert.commit}/config.json`)
    expect(file?.tells).toEqual(['The repository bert-base-uncased is called google-bert/bert-base-uncased now.'])
  })

  it('with spaces and other letters in its path is found', async () => {
    await using test = await start()
    const [vae] = await test.ask(at('studio/tiny', 'split_files/vae/tiny ae.safetensors'))
    expect(vae).toMatchObject({
      name: 'tiny ae.safetensors',
      directory: 'vae',
      licence: 'studio-non-commercial',
      base: 'makers/base',
    })
    expect(vae?.url.endsWith('/split_files/vae/tiny%20ae.safetensors')).toBe(true)
    expect(await test.ask(at('studio/tiny', 'loras/模型 v1.safetensors'))).toMatchObject([
      { name: '模型 v1.safetensors', size: 19 },
    ])
  })

  it('of a diffusers folder has no model folder', async () => {
    await using test = await start()
    expect(await test.ask(at('studio/tiny', 'vae/diffusion_pytorch_model.safetensors'))).toMatchObject([
      { directory: null },
    ])
  })

  it('behind a licence is told with size, hash and the page where to agree', async () => {
    await using test = await start()
    const [file] = await test.ask(at('studio/gated', 'gated-dev.safetensors'))
    expect(file).toMatchObject({
      access: 'licence',
      size: 23802932552,
      hashes: { sha256: 'ce'.repeat(32) },
      page: `${test.hub.url}/studio/gated`,
      licence: 'gated-licence',
      revision: gated.commit,
    })
    expect(file?.tells?.join()).toContain('agree to terms')
  })

  it('of a repository that is private or not there is told as both', async () => {
    await using test = await start()
    const [file] = await test.ask(at('studio/nowhere', 'x.safetensors'))
    expect(file).toMatchObject({ access: 'login', size: null, sizeExact: false, hashes: noHashes, revision: null })
    expect(file?.tells?.join()).toContain('private repository and for one that does not exist')
  })

  it('of a disabled repository is told as removed', async () => {
    await using test = await start()
    expect(await test.ask(at('studio/gone', 'tiny-fp8.safetensors'))).toMatchObject([
      { access: 'removed', tells: [expect.stringContaining('disabled')] },
    ])
  })

  it('of a revision that is not there is not there', async () => {
    await using test = await start()
    expect(await test.ask(at('studio/tiny', 'tiny-fp8.safetensors', 'v2'))).toEqual([])
    expect(await test.ask(at('studio/tiny', 'tiny-fp8.safetensors', studio.commit))).toMatchObject([
      { revision: studio.commit },
    ])
  })

  it('is told by the first answer that names it, when small files are redirected too', async () => {
    const commit = { 'x-repo-commit': '1'.repeat(40), 'x-linked-size': '313', 'x-linked-etag': `"${'2'.repeat(40)}"` }
    const later = {
      'x-repo-commit': '9'.repeat(40),
      'x-linked-size': '9',
      etag: `"${'8'.repeat(64)}"`,
      'content-length': '7',
    }
    await using hub = await startStandIn(({ path }) =>
      path.startsWith('/api/resolve-cache/')
        ? { headers: later }
        : { status: 307, headers: { ...commit, location: '/api/resolve-cache/models/a/b/1/x.json?etag=y' } },
    )
    const host = createLoopbackHost('huggingface', hub.url)
    const [file] = filesOf(await createHuggingFace(host).byAddress(at('a/b', 'x.json')))
    expect(file).toMatchObject({ size: 313, hashes: noHashes, revision: '1'.repeat(40) })
    expect(file?.tells).toBeUndefined()
  })

  it('is found at a mirror below a path of its own', async () => {
    await using hub = await startStandIn(({ path }) =>
      path === '/hub/v1/old/b/resolve/main/x.pt'
        ? { status: 307, headers: { location: '/hub/v1/new/b/resolve/main/x.pt' } }
        : {
            headers: {
              'x-repo-commit': '1'.repeat(40),
              etag: `"${'2'.repeat(64)}"`,
              'content-length': '7',
              'x-asked': path,
            },
          },
    )
    const host = createLoopbackHost('huggingface', `${hub.url}/hub/v1`)
    const [file] = filesOf(await createHuggingFace(host).byAddress(at('old/b', 'x.pt')))
    expect(file?.url).toBe(`${hub.url}/hub/v1/new/b/resolve/${'1'.repeat(40)}/x.pt`)
    expect(hub.asked.map(({ path }) => path)).toContain('/hub/v1/new/b/resolve/main/x.pt')
  })

  it('stands when what is told beside it cannot be read', async () => {
    await using hub = await startStandIn(({ method }) =>
      method === 'HEAD'
        ? {
            headers: {
              'x-repo-commit': 'f'.repeat(40),
              etag: `"${'e'.repeat(64)}"`,
              'content-length': '5',
              'content-type': 'application/octet-stream',
            },
          }
        : { status: 500 },
    )
    const files = filesOf(
      await createHuggingFace(createLoopbackHost('huggingface', hub.url)).byAddress(at('a/b', 'x.safetensors')),
    )
    expect(files).toMatchObject([{ size: 5, hashes: { sha256: 'e'.repeat(64) }, licence: null, access: 'open' }])
  })

  it('is asked for at the mirror that is set, whatever the address names', async () => {
    await using test = await start()
    expect(await test.ask(`${test.hub.url}/studio/tiny/resolve/main/tiny-fp8.safetensors`)).toEqual(
      await test.ask('https://hf-mirror.com/studio/tiny/resolve/main/tiny-fp8.safetensors'),
    )
  })
})

describe('a page of the hub', () => {
  it('is told with every model file, over all pages of the list', async () => {
    await using test = await start()
    const files = await test.ask('https://huggingface.co/studio/tiny')
    expect(files.map(({ name }) => name)).toEqual([
      'diffusion_pytorch_model.safetensors',
      'tiny ae.safetensors',
      'tiny-fp8.safetensors',
      '模型 v1.safetensors',
    ])
    expectProper(files)
    expect(files.every(({ revision, hashes }) => revision === studio.commit && hashes.sha256 !== undefined)).toBe(true)
  })

  it('of a folder is told with the files of that folder', async () => {
    await using test = await start()
    expect((await test.ask('https://huggingface.co/studio/tiny/tree/main/loras')).map(({ name }) => name)).toEqual([
      '模型 v1.safetensors',
    ])
  })
})

describe('an answer that is not as it should be', () => {
  it.each([
    [
      'a token that is wrong',
      { status: 401, headers: { 'x-error-message': 'Invalid credentials in Authorization header' } },
      'PROVIDER_REFUSED',
    ],
    ['a web page', { status: 200, headers: { 'content-type': 'text/html' } }, 'PROVIDER_ANSWER_UNREADABLE'],
    [
      'a redirect to a login page',
      { status: 302, headers: { location: 'https://login.example/', 'content-type': 'text/html' } },
      'PROVIDER_ANSWER_UNREADABLE',
    ],
    [
      'redirects without end',
      { status: 307, headers: { location: '/a/b/resolve/main/x.safetensors' } },
      'PROVIDER_ANSWER_UNREADABLE',
    ],
    ['a window that is used up', { status: 429, headers: { ratelimit: '"api";r=0;t=55' } }, 'SOURCE_BUSY'],
  ])('is a problem: %s', async (_name, said, code) => {
    await using hub = await startStandIn(() => said)
    const host = createLoopbackHost('huggingface', hub.url)
    expect(await createHuggingFace(host).byAddress(at('a/b', 'x.safetensors'))).toMatchObject({
      ok: false,
      problem: { code },
    })
    expect(host.sent.length).toBeLessThanOrEqual(6)
  })

  it('is never a size that it does not say', async () => {
    for (const size of ['-1', '1e3', '12 kB', '99999999999999999', '']) {
      await using hub = await startStandIn(() => ({
        status: 302,
        headers: {
          'x-repo-commit': 'not a commit',
          'x-linked-etag': '"nothing"',
          'x-linked-size': size,
          location: 'https://cdn.example/x',
        },
      }))
      const files = filesOf(
        await createHuggingFace(createLoopbackHost('huggingface', hub.url)).byAddress(at('a/b', 'x.safetensors')),
      )
      expect(files, size).toMatchObject([
        {
          size: null,
          sizeExact: false,
          hashes: noHashes,
          revision: null,
          url: `${hub.url}/a/b/resolve/main/x.safetensors`,
        },
      ])
    }
  })
})
