import type { Handlers } from '../../http/handlers.js'
import type { OutsideHosts } from './open-outside-hosts.js'

export type SourceHandlers = Pick<Handlers, 'setSource' | 'sources'>

/** The switches of sources. An endpoint is changed in the terminal only: it says where tokens go. */
export function createSourceHandlers(outside: () => Promise<Pick<OutsideHosts, 'change' | 'settings'>>): SourceHandlers {
  return {
    async sources() {
      return (await outside()).settings()
    },
    async setSource({ body: { name, use } }) {
      const hosts = await outside()
      await hosts.change(name, { use })
      return hosts.settings()
    },
  }
}
