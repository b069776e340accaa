import * as v from 'valibot'

/** Words of the report that other pages of the contract use too. */

/** Why something is believed: who said it (`from`), the sentence, and where in the file or on the disk it stands. */
export const EvidenceSchema = v.object({
  /** Short source word: `workflow`, `object_info`, `core-table`, `disk`, `log`, `catalogue`, `frontend`, `note` ... */
  from: v.string(),
  says: v.string(),
  /** JSON path in the workflow (`nodes[3].properties.models[0]`), a path on disk, or a route. */
  where: v.optional(v.string()),
})
export type Evidence = v.InferOutput<typeof EvidenceSchema>

export const candidateVias = ['cnr_id', 'aux_id', 'exact-type', 'signature', 'pattern', 'search', 'decision'] as const

/** A node pack that may be the answer. */
export const CandidateSchema = v.object({
  id: v.nullable(v.string()),
  repository: v.nullable(v.string()),
  title: v.string(),
  version: v.optional(v.string()),
  via: v.picklist(candidateVias),
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  evidence: v.array(EvidenceSchema),
})
export type Candidate = v.InferOutput<typeof CandidateSchema>
