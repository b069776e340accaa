import type { SourceSettings, SourceUse } from '@greenlight/shared/sources'

/** What stands behind an `OutsideHost`: its switch, its ledger, and the answers that were kept. */

/** What holds for one source now. */
export interface SourceState {
  readonly use: SourceUse
  /** No `/` at its end. */
  readonly endpoint: string
  /** Only ever for a header of a request to the endpoint's own origin. */
  readonly token: string | null
  /** Where git asks in place of https://github.com, no `/` at its end; absent: there itself. Of `github` alone. It never gets the token. */
  readonly git?: string
}

export type LedgerLine = SourceSettings['ledger'][number]

/** Every request that left this machine, one line each. */
export interface Ledger {
  /** Before a request: rejects where a line could not be written afterwards (STATE_FOLDER_UNUSABLE), so that nothing leaves unseen. */
  ready(): Promise<void>
  write(line: LedgerLine): Promise<void>
}

export interface KeptAnswer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly bytes: Uint8Array
  /** When it came or was found unchanged; milliseconds since the epoch. */
  readonly at: number
  /** It came without a redirect, so that its validators are those of the address that is asked. */
  readonly direct: boolean
}

/** Answers of sources, kept for a while. `key`: any text. What is damaged counts as nothing; nothing here rejects. */
export interface KeptAnswers {
  load(key: string): Promise<KeptAnswer | null>
  save(key: string, answer: KeptAnswer): Promise<void>
}
