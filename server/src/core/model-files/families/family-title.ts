import { namedFamilies } from './family-list.js'

/** What people call a family: `sdxl` is SDXL, `flux-dev` is Flux.1 dev. The id itself where it has no other name. */
export function familyTitle(family: string): string {
  return namedFamilies.get(family)?.title ?? family
}
