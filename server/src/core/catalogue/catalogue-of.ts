import type { CatalogueSource, CatalogueView } from '../catalogue-part.js'
import type { Catalogue } from '../ports.js'
import { type LookUp, lookUpIn } from './look-up.js'

/** The catalogue over parts from several sources, the most trusted first. What was worked out is kept while the parts stay the same. */
export function catalogueOf(sources: readonly CatalogueSource[]): Catalogue {
  let current: { readonly views: readonly CatalogueView[]; readonly lookUp: LookUp } = { views: [], lookUp: lookUpIn([]) }

  async function read() {
    const answers = await Promise.all(sources.map((source) => source.read()))
    const parts = answers.flatMap((answer) => answer.parts)
    const views = parts.map(({ view }) => view)
    if (views.length !== current.views.length || views.some((view, at) => view !== current.views[at])) {
      current = { views, lookUp: lookUpIn(views) }
    }
    return { lookUp: current.lookUp, parts, problems: answers.flatMap((answer) => answer.problems) }
  }

  return {
    async lookUp(types, ids, models = []) {
      const { lookUp, parts, problems } = await read()
      return { ...lookUp(types, ids, models), source: parts[0]?.where ?? null, problems }
    },
    status: async () => (await read()).parts.map(({ part }) => part()),
  }
}
