import type { SourceName } from '@greenlight/shared/sources'
import type { EgressAnswer } from '../../../core/ports.js'
import type { KeptAnswers, Ledger, SourceState } from '../../../core/outside.js'
import type { Exchange } from '../outgoing.js'
import type { LookUp } from './find-way.js'

/** Everything that one source needs; a test puts its own network and clock in. */
export interface OutsideHostParts {
  readonly name: SourceName
  /** As it is now: read before each question. */
  readonly state: () => SourceState
  /** `host:port` entries, as `normalizeHost` writes them, that may be private and plain http. */
  readonly allow: ReadonlySet<string>
  /** Read for proxies only. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly ledger: Ledger
  readonly kept: KeptAnswers
  readonly exchange: (of: Exchange) => Promise<EgressAnswer>
  readonly lookUp: LookUp
  readonly clock: Clock
  /** Certificates (PEM) that are trusted instead of those of the system. */
  readonly trust?: readonly string[]
}

export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Rejects with the signal's reason. */
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>
}

/** One question, its address made. */
export interface Question {
  readonly url: URL
  readonly method: 'GET' | 'HEAD' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly purpose: string
  readonly follow: boolean
  readonly maxBytes: number
  readonly signal: AbortSignal | undefined
  /** What holds while this question is asked. */
  readonly state: SourceState
}

export interface Travelled {
  readonly answer: EgressAnswer
  /** No redirect was followed. */
  readonly direct: boolean
}
