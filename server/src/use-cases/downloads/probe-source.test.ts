import { describe, expect, it } from 'vitest'
import type { TransferProbe } from '../../core/change-ports.js'
import type { ProviderFile } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'
import { buildFile, fakeProvider, sha } from '../find-sources/testing/fake-provider.js'
import { createSourceProbe } from './probe-source.js'

const url = 'https://huggingface.co/a/b/resolve/main/x.safetensors'
const signal = new AbortController().signal
const way: TransferProbe = { size: 900, sha256: null, access: 'open', page: 'https://huggingface.co/a/b', resumable: true, hosts: ['cdn.example', 'huggingface.co'] }

interface Given {
  readonly files?: readonly ProviderFile[]
  readonly use?: 'ask' | 'off' | 'on'
  readonly fails?: 'answer'
  readonly probe?: TransferProbe | Error
}

async function probe({ files, use = 'on', fails, probe: answer = way }: Given, ask: readonly string[] = []) {
  const { provider, asked } = fakeProvider('huggingface', 'huggingface.co', { use, addresses: files === undefined ? {} : { [url]: files }, ...(fails === undefined ? {} : { fails }) })
  const meant: unknown[] = []
  const transfers = {
    async probe(_: string, __: AbortSignal, named: readonly string[] = []) {
      meant.push(named)
      if (answer instanceof Error) throw answer
      return answer
    },
  }
  const outcome = await createSourceProbe({ transfers, providers: [provider] })(url, { ask, signal })
  return { outcome, asked, meant }
}

describe('what is known of a file before it is fetched', () => {
  it('its provider tells what it is, its host how it comes', async () => {
    const file = buildFile('x.safetensors', { size: 1000, sizeExact: false, hashes: { sha256: sha('a') }, page: 'https://huggingface.co/a/b/tree', licence: 'MIT' })
    const { outcome } = await probe({ files: [file] })
    expect(outcome).toEqual({ ...way, size: 900, sha256: `sha256:${sha('a')}`, page: file.page, licence: 'MIT', hosts: ['cdn.example', 'huggingface.co'] })
  })

  it('a rounded size is none', async () => {
    const file = buildFile('x.safetensors', { size: 1000, sizeExact: false })
    expect((await probe({ files: [file], probe: { ...way, size: null } })).outcome).toMatchObject({ size: null })
    expect((await probe({ files: [{ ...file, sizeExact: true }], probe: { ...way, size: null } })).outcome).toMatchObject({ size: 1000 })
  })

  it.each(['early-access', 'licence', 'login', 'paid', 'removed'] as const)('%s: told with its page, and its host is not asked', async (access) => {
    const { outcome, meant } = await probe({ files: [buildFile('x.safetensors', { access, page: 'https://page' })] })
    expect([outcome, meant]).toEqual([expect.objectContaining({ access, page: 'https://page' }), []])
  })

  it.each([
    ['a provider that fails', { fails: 'answer' as const }],
    ['one that knows none', { files: [] }],
    ['one that knows several', { files: [buildFile('a.safetensors'), buildFile('b.safetensors')] }],
    ['one that is off', { use: 'off' as const, files: [buildFile('x.safetensors', { licence: 'MIT' })] }],
    ['one that is to be asked, and is not meant', { use: 'ask' as const, files: [buildFile('x.safetensors', { licence: 'MIT' })] }],
  ])('%s: what the host says', async (_, given) => expect((await probe(given)).outcome).toEqual(way))

  it('one that is meant is asked, and so is its host', async () => {
    const { outcome, asked, meant } = await probe({ use: 'ask', files: [buildFile('x.safetensors', { licence: 'MIT' })] }, ['huggingface', 'nobody'])
    expect([outcome, asked, meant]).toEqual([expect.objectContaining({ licence: 'MIT' }), [url], [['huggingface']]])
  })

  it('nothing, where nobody may be asked or nobody answers', async () => {
    expect((await probe({ use: 'off', probe: new ProblemError('SOURCE_OFF', { source: 'huggingface' }) })).outcome).toBeNull()
  })

  it('rejects with the reason of the signal, and with faults of ours', async () => {
    await expect(probe({ probe: new TypeError('a fault') })).rejects.toThrow('a fault')
    const stop = AbortSignal.abort(new Error('enough'))
    const refuses = { probe: () => Promise.reject(new ProblemError('SOURCE_OFF', { source: 'x' })) }
    await expect(createSourceProbe({ transfers: refuses, providers: [] })(url, { ask: [], signal: stop })).rejects.toThrow('enough')
  })
})
