import { createRegistry } from '../../adapters/comfy-registry/registry.js'
import { createRegistryKeep } from '../../adapters/files/registry-keep/registry-keep.js'
import type { OutsideHost } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'
import type { CatalogueUpdated, UpdateCatalogueOptions } from '../../use-cases/update-catalogue/parts.js'
import { updateCatalogue } from '../../use-cases/update-catalogue/update-catalogue.js'
import { sleep } from '../sources/sleep.js'

export interface CatalogueUpdate {
  /** Rejects with SOURCE_OFF before anything is asked or written, with REGISTRY_KEEP_UNWRITABLE, or with the signal's reason. */
  run(options?: UpdateCatalogueOptions): Promise<CatalogueUpdated>
}

/** The explicit update from the Comfy Registry into `<state>/catalogue/comfy-registry`. A person starts it, so `ask` is enough. */
export function openCatalogueUpdate({
  state,
  host,
  now,
}: {
  readonly state: string
  readonly host: OutsideHost
  readonly now: () => Date
}): CatalogueUpdate {
  const parts = {
    registry: createRegistry(host),
    keep: createRegistryKeep(state),
    now: () => now().toISOString(),
    pause: (ms: number, signal?: AbortSignal) => sleep(ms, signal),
  }
  return {
    async run(options) {
      if (host.use === 'off') throw new ProblemError('SOURCE_OFF', { source: host.name })
      return updateCatalogue(parts, options)
    },
  }
}
