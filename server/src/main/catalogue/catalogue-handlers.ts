import { ownParts } from '../../core/catalogue/own-parts.js'
import type { InspectPorts } from '../../use-cases/inspect.js'
import type { Handlers } from '../../http/handlers.js'
import type { InstallationWatch } from '../../use-cases/watch-installation.js'

/** What there is of each part of the catalogue, and what of it cannot be read. */
export function createCatalogueHandlers({ catalogue, decisions }: Pick<InspectPorts, 'catalogue' | 'decisions'>, watch: Pick<InstallationWatch, 'get'>): Pick<Handlers, 'catalogue'> {
  return {
    async catalogue() {
      const [{ problems }, chosen, { installed }] = [await catalogue.lookUp([], []), await decisions.read(), await watch.get()]
      const parts = [...ownParts(chosen.decisions, installed), ...(await catalogue.status())]
      return { schema: 'greenlight/catalogue@1', parts, problems: [...problems, ...chosen.problems] }
    },
  }
}
