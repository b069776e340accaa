import type { Candidate, Evidence, NodeTypeEntry } from '@greenlight/shared/report'
import type { Cause } from '../cause.js'

/** Blocks unless it says otherwise. */
export type TypeCause = Omit<Cause, 'wanting' | 'nodes' | 'evidence' | 'severity'> & {
  readonly severity?: Cause['severity']
}

/** A state with its reason: `cause` is null where nothing stands in the way. Nodes and types are filled in by the caller. */
export interface Judged {
  readonly state: NodeTypeEntry['state']
  readonly pack: Candidate | null
  readonly candidates: readonly Candidate[]
  readonly evidence: readonly Evidence[]
  readonly cause: TypeCause | null
}

export const unexplained = { pack: null, candidates: [] } as const
