import type { PackRisk } from '@greenlight/shared/packs'
import type { Candidate } from '@greenlight/shared/report'
import type { Known, PackClaim } from '../installed.js'

/** What is known of a pack before anything is fetched that a person should know first. */
export function risksOf(pack: Candidate, claim: PackClaim | null, known: Known): PackRisk[] {
  const risks = [...(claim?.risks ?? [])]
  if (claim?.about?.deprecated !== undefined && !risks.some(({ kind }) => kind === 'deprecated'))
    risks.push({ kind: 'deprecated', says: claim.about.deprecated })
  if (claim === null && known.source !== null)
    risks.push({ kind: 'unlisted', says: `No catalogue on this disk lists ${pack.title}: nobody but the workflow speaks for it.` })
  return risks.sort((a, b) => (a.kind < b.kind ? -1 : 1))
}
