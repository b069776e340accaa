import { problem } from '../../problems.js'
import type { ProviderFile } from '../ports.js'
import { describeModelProvider } from './contract/model-provider.contract.js'
import { createFakeModelProvider } from './fake-model-provider.js'

const address = 'https://huggingface.co/studio/tiny/resolve/main/tiny.safetensors'
const file: ProviderFile = {
  provider: 'huggingface',
  name: 'tiny.safetensors',
  url: 'https://huggingface.co/studio/tiny/resolve/0123456789abcdef0123456789abcdef01234567/tiny.safetensors',
  page: 'https://huggingface.co/studio/tiny',
  size: 12,
  sizeExact: true,
  hashes: { sha256: 'ab'.repeat(32), blake3: 'cd'.repeat(32) },
  directory: null,
  base: null,
  licence: 'mit',
  access: 'open',
  revision: '0123456789abcdef0123456789abcdef01234567',
}

describeModelProvider('in memory', () => {
  const held = [{ file, addresses: [address] }]
  const provider = createFakeModelProvider({ name: 'huggingface', held })
  const fault = problem('PROVIDER_ANSWER_UNREADABLE', {
    source: 'huggingface',
    what: 'it',
    because: 'it is a web page',
  })
  return Promise.resolve({
    provider,
    off: createFakeModelProvider({ name: 'huggingface', held, use: 'off' }),
    sent: () => provider.asked.length,
    breakWith: (said) => provider.fail(said === null ? null : fault),
    shut: () =>
      Promise.resolve(provider.fail(problem('SOURCE_UNREACHABLE', { source: 'huggingface', host: 'huggingface.co' }))),
    facts: { address, absent: `${address}.none`, foreign: ['https://civitai.com/models/1'], file },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  })
})
