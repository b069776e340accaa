import { describe, expect, it } from 'vitest'
import type { ModelProvider, OutsideHost } from '../../core/ports.js'
import { filesOf } from '../../core/testing/contract/proper-files.js'
import { createCivitai } from '../civitai/civitai.js'
import { majic } from '../civitai/testing/models.js'
import { startCivitai } from '../civitai/testing/service.js'
import { openHost } from '../egress/testing/open-host.js'
import { createGitHub } from '../github/github.js'
import { startGitHub } from '../github/testing/api.js'
import { createHuggingFace } from '../huggingface/huggingface.js'
import { startHub } from '../huggingface/testing/hub.js'
import { bert } from '../huggingface/testing/repositories.js'
import { createModelScope } from '../modelscope/modelscope.js'
import { startModelScope } from '../modelscope/testing/service.js'
import { startStandIn, type StandIn } from './stand-in.js'

const token = 'tok-canary-0123456789'
const blob = { Size: 7, Sha256: 'ab'.repeat(32), Revision: 'cd'.repeat(20) }
const asset = { name: 'x.pth', size: 8, state: 'uploaded' }

const cases: readonly (readonly [
  string,
  () => Promise<StandIn>,
  (host: OutsideHost) => ModelProvider,
  string,
  string,
])[] = [
  [
    'Civitai',
    () => startCivitai([majic]),
    createCivitai,
    'https://civitai.com/models/43331?modelVersionId=176425',
    'majicmixRealistic_v7.safetensors',
  ],
  [
    'GitHub',
    () => startGitHub({ 'old/p': { movedTo: 'maker/p', id: 3 }, 'maker/p': { id: 3, releases: { v1: [asset] } } }),
    createGitHub,
    'https://github.com/old/p/releases/download/v1/x.pth',
    'x.pth',
  ],
  [
    'Hugging Face',
    () =>
      startHub({
        repositories: { 'google-bert/bert-base-uncased': bert },
        renamed: { 'bert-base-uncased': 'google-bert/bert-base-uncased' },
      }),
    createHuggingFace,
    'https://huggingface.co/bert-base-uncased/resolve/main/tf_model.h5',
    'tf_model.h5',
  ],
  [
    'ModelScope',
    () => startModelScope({ 'a/b': { files: { 'x.safetensors': blob } } }),
    createModelScope,
    'https://modelscope.cn/models/a/b/resolve/master/x.safetensors',
    'x.safetensors',
  ],
]

describe('through the real way out', () => {
  it.each(cases)('%s answers, and its ledger holds no name', async (_name, start, create, address, name) => {
    await using standIn = await start()
    const { host, lines } = openHost({ endpoint: standIn.url, token })
    expect(filesOf(await create(host).byAddress(address))).toMatchObject([{ name, access: 'open' }])
    expect(standIn.asked.every(({ headers }) => headers.authorization === `Bearer ${token}`)).toBe(true)
    expect(lines.length).toBeGreaterThan(0)
    for (const { purpose } of lines) expect(purpose).toMatch(/^[a-z ]{5,60}$/)
    expect(JSON.stringify(lines)).not.toMatch(/bert|majic|x\.pth|tok-canary/)
  })

  it('no token and no question reaches the host of the bytes', async () => {
    await using cdn = await startStandIn(() => ({ body: 'bytes' }))
    await using hub = await startHub({ repositories: { 'a/b': bert }, cdn: cdn.url })
    const { host } = openHost({ endpoint: hub.url, token })
    const files = filesOf(await createHuggingFace(host).byAddress('https://huggingface.co/a/b/blob/main/tf_model.h5'))
    expect(files).toMatchObject([{ size: 536063208 }])
    expect(JSON.stringify(files)).not.toContain('Signature')
    expect(cdn.asked).toEqual([])
  })

  it('a quota that is used up is told once, and nothing more is sent', async () => {
    await using hub = await startStandIn(() => ({ status: 429, headers: { ratelimit: '"api";r=0;t=255' } }))
    const { host } = openHost({ endpoint: hub.url })
    const provider = createHuggingFace(host)
    for (const address of [
      'https://huggingface.co/a/b/resolve/main/x.pt',
      'https://huggingface.co/a/c/resolve/main/y.pt',
    ]) {
      expect(await provider.byAddress(address)).toMatchObject({ ok: false, problem: { code: 'SOURCE_BUSY' } })
    }
    expect(hub.asked).toHaveLength(1)
  })
})
