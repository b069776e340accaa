import type { SourceName } from '@greenlight/shared/sources'
import type { ModelProvider, OutsideHost } from '../../core/ports.js'
import type { ProviderUnderTest } from '../../core/testing/contract/proper-files.js'
import { createLoopbackHost } from './loopback-host.js'
import type { StandIn } from './stand-in.js'

/** A real adapter over real HTTP to a stand-in, as the contract wants it. */
export function putUnderTest(
  name: SourceName,
  standIn: StandIn,
  create: (host: OutsideHost) => ModelProvider,
  facts: ProviderUnderTest['facts'],
): ProviderUnderTest {
  const host = createLoopbackHost(name, standIn.url)
  const off = createLoopbackHost(name, standIn.url, 'off')
  return {
    provider: create(host),
    off: create(off),
    sent: () => host.sent.length + off.sent.length,
    breakWith: (said) => standIn.breakWith(said),
    async shut() {
      await standIn[Symbol.asyncDispose]()
    },
    facts,
    async [Symbol.asyncDispose]() {
      await standIn[Symbol.asyncDispose]()
    },
  }
}
