import type { WantFact } from '../../core/plan/plan-facts.js'
import type { PackWant } from '../plans/gather/gather-ports.js'
import { changeFacts } from './change-facts.js'
import { installFacts } from './install-facts.js'
import type { PackAsking, PackParts } from './pack-parts.js'

/**
 * What the planner needs to know of one want about a node pack. Fetches to the shelf what is to be installed (sources that are on, or in
 * `ask`); reads, never runs. Rejects with the shelf's coded problems and the signal's reason.
 */
export function createPackGatherer(parts: PackParts): (want: PackWant, asking: PackAsking) => Promise<WantFact> {
  return (want, asking) => (want.want === 'install-node-pack' ? installFacts(parts, want, asking) : changeFacts(parts, want, asking))
}
