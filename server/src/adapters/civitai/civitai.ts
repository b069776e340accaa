import type { ModelProvider, OutsideHost } from '../../core/ports.js'
import { addressAt, unusableAddress } from '../../core/provider-address.js'
import { filesAt } from './by-address.js'
import { filesWithHash } from './by-hash.js'
import { filesNamed } from './by-name.js'

/**
 * Civitai: pages, download addresses and AIR names; every kind of hash; names. A region with restrictions gets fewer models without
 * being told. Rejects only with the signal's reason.
 */
export function createCivitai(host: OutsideHost): ModelProvider {
  const read = (url: string) => addressAt('civitai', host.endpoint, url)
  return {
    name: 'civitai',
    get use() {
      return host.use
    },
    knows: (url) => read(url) !== null,
    async byAddress(url, { signal } = {}) {
      const address = read(url)
      return address === null
        ? unusableAddress('civitai', url, 'it is no address of a model there')
        : filesAt(host, address, signal)
    },
    byHash: (hash, { signal } = {}) => filesWithHash(host, hash, signal),
    byName: (name, directory, { signal } = {}) => filesNamed(host, name, directory, signal),
  }
}
