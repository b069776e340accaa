import type { Catalogue } from '../../core/ports.js'
import type { Handlers } from '../../http/handlers.js'

/** What there is of each part of the catalogue, and what of it cannot be read. */
export function createCatalogueHandlers(catalogue: Catalogue): Pick<Handlers, 'catalogue'> {
  return {
    async catalogue() {
      const { problems } = await catalogue.lookUp([], [])
      return { schema: 'greenlight/catalogue@1', parts: [...(await catalogue.status())], problems: [...problems] }
    },
  }
}
