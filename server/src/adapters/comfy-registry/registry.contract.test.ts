import { createLoopbackHost } from '../testing/loopback-host.js'
import { createRegistry } from './registry.js'
import { describeRegistry } from './testing/contract/registry.contract.js'
import { oddPacks } from './testing/odd-packs.js'
import { startRegistry } from './testing/stand-in.js'

describeRegistry('the Comfy Registry over a plain way out', async () => {
  const standIn = await startRegistry(oddPacks)
  const registry = createRegistry(createLoopbackHost('comfy-registry', standIn.url))
  return { registry, standIn, [Symbol.asyncDispose]: () => standIn[Symbol.asyncDispose]() }
})
