import type { Ledger, LedgerLine } from '../../../core/outside.js'
import type { Way } from '../outside/find-way.js'

export interface GateRules {
  /** Whose settings hold for what goes through. */
  readonly source: LedgerLine['source']
  /** For the ledger: words only. */
  readonly purpose: string
  readonly findWay: (url: URL) => Promise<Way>
  readonly ledger: Ledger
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Told of what is not let through: `host:port` and a clause. */
  readonly onRefusal: (host: string, because: string) => void
}
