import type { ModelProvider, OutsideHost } from '../../core/ports.js'
import { addressAt, unusableAddress } from '../../core/provider-address.js'
import { fileAt, filesOfPage } from './by-address.js'
import { filesNamed } from './by-name.js'

/**
 * The Hugging Face hub, or a mirror of it (`HF_ENDPOINT`). It has no look-up by hash. Answers pin the commit that a branch stands
 * for now; a gated file is told with its size and hash. Rejects only with the signal's reason.
 */
export function createHuggingFace(host: OutsideHost): ModelProvider {
  const read = (url: string) => addressAt('huggingface', host.endpoint, url)
  return {
    name: 'huggingface',
    get use() {
      return host.use
    },
    knows: (url) => read(url) !== null,
    async byAddress(url, { signal } = {}) {
      const address = read(url)
      if (address === null) return unusableAddress('huggingface', url, 'it is no address of a model there')
      const page = address.path === '' || address.path.endsWith('/')
      return page ? filesOfPage(host, address, signal) : fileAt(host, address, signal)
    },
    byName: (name, _directory, { signal } = {}) => filesNamed(host, name, signal),
  }
}
