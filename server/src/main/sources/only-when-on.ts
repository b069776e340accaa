import type { OutsideHost } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'

/** A source as it is for what nobody asked by hand: `ask` is off. */
export function onlyWhenOn(host: OutsideHost): OutsideHost {
  return {
    name: host.name,
    get endpoint() {
      return host.endpoint
    },
    get use() {
      return host.use === 'on' ? 'on' : 'off'
    },
    async fetch(path, purpose, init) {
      if (host.use !== 'on') throw new ProblemError('SOURCE_OFF', { source: host.name })
      return host.fetch(path, purpose, init)
    },
  }
}
