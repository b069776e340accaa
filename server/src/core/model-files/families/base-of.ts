import { diffusionFamilies } from './family-list.js'

/** The group within which a family's add-ons may be exchanged: `flux` for `flux-dev`. A family that is not listed stands alone. */
export function baseOf(family: string): string {
  return diffusionFamilies.get(family)?.base ?? family
}
