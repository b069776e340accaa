import { describe, expect, it } from 'vitest'
import type { OutsideHost } from '../../core/ports.js'
import { expectProper, filesOf, noHashes } from '../../core/testing/contract/proper-files.js'
import { createLoopbackHost } from '../testing/loopback-host.js'
import { startStandIn } from '../testing/stand-in.js'
import { createModelScope } from './modelscope.js'
import { type ServedRepository, type ServiceOptions, startModelScope } from './testing/service.js'

const commit = 'ab'.repeat(20)
const tiny: ServedRepository = {
  license: 'apache-2.0',
  tags: ['base_model:finetune:makers/base'],
  files: {
    'weights/tiny 模型.safetensors': { Size: 12, Sha256: 'A1'.repeat(32), Revision: commit },
    'weights/deep/tiny.gguf': { Size: 13, Sha256: 'b2'.repeat(32), Revision: commit },
    'tiny.safetensors': { Size: 14, Sha256: 'c3'.repeat(31), Revision: 'master' },
    'odd.safetensors': { Size: null, Sha256: null, Revision: null },
    'not-tiny.safetensors': { Size: 15, Sha256: 'e5'.repeat(32), Revision: commit },
    'README.md': { Size: 3, Sha256: 'd4'.repeat(32), Revision: commit },
  },
}

async function ask(address: string, options: ServiceOptions = {}, repository: ServedRepository = tiny) {
  await using service = await startModelScope({ 'studio/tiny': repository }, options)
  const host = createLoopbackHost('modelscope', service.url)
  const files = filesOf(await createModelScope(host).byAddress(address))
  expectProper(files)
  return { files, sent: host.sent, url: service.url }
}

describe('a file of ModelScope', () => {
  it.each([
    'https://modelscope.cn/models/studio/tiny/resolve/master/weights/tiny%20模型.safetensors',
    'https://www.modelscope.cn/models/studio/tiny/file/view/master/weights/tiny 模型.safetensors',
    'https://modelscope.cn/api/v1/models/studio/tiny/repo?Revision=master&FilePath=weights%2Ftiny+%E6%A8%A1%E5%9E%8B.safetensors',
  ])('is told with content hash, size and the commit that made it: %s', async (address) => {
    for (const lowerCamel of [false, true]) {
      const { files, sent, url } = await ask(address, { lowerCamel })
      expect(files).toEqual([
        {
          provider: 'modelscope',
          name: 'tiny 模型.safetensors',
          url: `${url}/models/studio/tiny/resolve/${commit}/weights/tiny%20%E6%A8%A1%E5%9E%8B.safetensors`,
          page: `${url}/models/studio/tiny`,
          size: 12,
          sizeExact: true,
          hashes: { sha256: 'a1'.repeat(32) },
          directory: null,
          base: 'makers/base',
          licence: 'apache-2.0',
          access: 'open',
          revision: commit,
        },
      ])
      expect(sent[0]?.path).toContain('Recursive=False&Root=weights')
    }
  })

  it('is told as far as it is known where a hash is cut and a commit is none', async () => {
    const { files, url } = await ask('https://modelscope.cn/models/studio/tiny/resolve/master/tiny.safetensors', {
      withoutOpenRoutes: true,
    })
    expect(files).toMatchObject([
      {
        hashes: noHashes,
        revision: null,
        licence: null,
        access: 'open',
        url: `${url}/models/studio/tiny/resolve/master/tiny.safetensors`,
      },
    ])
    expect((await ask('https://modelscope.cn/models/studio/tiny/resolve/master/odd.safetensors')).files).toMatchObject([
      { size: null, sizeExact: false },
    ])
  })

  it.each([
    'https://modelscope.cn/models/studio/tiny/resolve/v9/tiny.safetensors',
    'https://modelscope.cn/models/studio/none/resolve/master/tiny.safetensors',
    'https://modelscope.cn/models/studio/tiny/resolve/master/weights',
  ])('is not there: %s', async (address) => {
    expect((await ask(address)).files).toEqual([])
  })

  it('behind terms is told so', async () => {
    const { files } = await ask(
      'https://modelscope.cn/models/studio/tiny/resolve/master/tiny.safetensors',
      {},
      { ...tiny, gated: true },
    )
    expect(files).toMatchObject([{ access: 'licence', tells: [expect.stringContaining('agree to terms')] }])
  })

  it('of a page is every model file below it', async () => {
    expect((await ask('https://modelscope.cn/models/studio/tiny')).files.map(({ name }) => name)).toEqual([
      'not-tiny.safetensors',
      'odd.safetensors',
      'tiny 模型.safetensors',
      'tiny.gguf',
      'tiny.safetensors',
    ])
  })

  it('of the other service is not looked for at this one', async () => {
    const asked: string[] = []
    const host: OutsideHost = {
      name: 'modelscope',
      endpoint: 'https://modelscope.cn',
      use: 'on',
      fetch: (path) => (asked.push(path), Promise.reject(new Error('nothing is asked'))),
    }
    const provider = createModelScope(host)
    const address = 'https://modelscope.ai/models/studio/tiny/resolve/master/tiny.safetensors?token=secret'
    expect(provider.knows(address)).toBe(true)
    const answer = await provider.byAddress(address)
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: 'PROVIDER_ADDRESS_UNUSABLE', message: expect.stringContaining('modelscope.ai') as unknown },
    })
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(asked).toEqual([])
  })
})

describe('an answer that says no', () => {
  it.each([
    [
      { Code: 200, Success: false, Message: 'Model does not exist', Data: null },
      { ok: true, files: [] },
    ],
    [
      { Code: 500, Success: false, Message: 'quota exceeded', Data: null },
      { ok: false, problem: { code: 'PROVIDER_ANSWER_UNREADABLE' } },
    ],
    [
      { Code: 200, Success: true, Message: 'success', Data: { Files: 'none' } },
      { ok: false, problem: { code: 'PROVIDER_ANSWER_UNREADABLE' } },
    ],
    [{ hello: 'world' }, { ok: false, problem: { code: 'PROVIDER_ANSWER_UNREADABLE' } }],
  ])('with status 200 is understood: %j', async (body, expected) => {
    await using service = await startStandIn(() => ({ body }))
    expect(
      await createModelScope(createLoopbackHost('modelscope', service.url)).byAddress(
        'https://modelscope.cn/models/a/b/resolve/master/x.safetensors',
      ),
    ).toMatchObject(expected)
  })
})

describe('files by name', () => {
  it('are those of exactly this name in repositories named like it', async () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`maker-${at}/tiny`, tiny]))
    await using service = await startModelScope(many)
    const host = createLoopbackHost('modelscope', service.url)
    const files = filesOf((await createModelScope(host).byName?.('sub/tiny.gguf', null)) ?? { ok: true, files: [] })
    expect(files).toHaveLength(5)
    expect(files[0]).toMatchObject({ name: 'tiny.gguf', hashes: { sha256: 'b2'.repeat(32) }, licence: 'apache-2.0' })
    expect(host.sent).toHaveLength(6)
  })
})
