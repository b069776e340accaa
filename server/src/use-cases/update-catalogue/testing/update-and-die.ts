import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

/**
 * One update of the state folder from the registry at the address; the process is killed instead of its nth rename, when the
 * new bytes lie in their temp file and the old ones are still in place. Run as: ADDRESS FOLDER N.
 */
const [address = '', folder = '', nth = ''] = process.argv.slice(2)
const rename = fs.rename
let renames = 0
fs.rename = async (from, to) => {
  renames += 1
  if (renames === Number(nth)) process.kill(process.pid, 'SIGKILL')
  return rename(from, to)
}
syncBuiltinESMExports()

const { createRegistry } = await import('../../../adapters/comfy-registry/registry.js')
const { createRegistryKeep } = await import('../../../adapters/files/registry-keep/registry-keep.js')
const { createLoopbackHost } = await import('../../../adapters/testing/loopback-host.js')
const { updateCatalogue } = await import('../update-catalogue.js')

const registry = createRegistry(createLoopbackHost('comfy-registry', address))
await updateCatalogue(
  { registry, keep: createRegistryKeep(folder), now: () => '2026-06-10T12:00:00.000Z', pause: async () => undefined },
  { packs: ['pack-001'] },
)
console.log(`done after ${renames}`)
