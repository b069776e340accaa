import type { ModelProvider, OutsideHost } from '../../core/ports.js'
import { addressAt, unusableAddress } from '../../core/provider-address.js'
import { filesAt, filesNamed } from './find-files.js'

/** The two services of one make; each holds what the other may not. */
const services: readonly string[] = ['modelscope.ai', 'modelscope.cn']

/** ModelScope. It has no look-up by hash. Rejects only with the signal's reason. */
export function createModelScope(host: OutsideHost): ModelProvider {
  const read = (url: string) => addressAt('modelscope', host.endpoint, url)
  const endpoint = URL.canParse(host.endpoint) ? new URL(host.endpoint).hostname.replace(/^www\./, '') : ''
  return {
    name: 'modelscope',
    get use() {
      return host.use
    },
    knows: (url) => read(url) !== null,
    async byAddress(url, { signal } = {}) {
      const address = read(url)
      if (address === null) return unusableAddress('modelscope', url, 'it is no address of a model there')
      if (services.includes(endpoint) && address.host !== endpoint)
        return unusableAddress('modelscope', url, `it is of ${address.host}, and ${endpoint} is set`)
      return filesAt(host, address, signal)
    },
    byName: (name, _directory, { signal } = {}) => filesNamed(host, name, signal),
  }
}
