import type { SourceName } from '@greenlight/shared/sources'
import type { Ledger, SourceState } from '../../../core/outside.js'
import type { LookUp } from '../outside/find-way.js'
import type { Clock } from '../outside/parts.js'
import type { Outgoing } from '../outgoing.js'
import type { OpenAnswer } from './open-answer.js'

/** What the user's policy says of transfers, read before each one. */
export interface TransferRules {
  /** Sources that files may come from. */
  readonly allowedSources: readonly string[]
  /** Further hosts, `host` or `host:port`. */
  readonly hosts: readonly string[]
  readonly mostAtOnce: number
}

/** A file that is hashed from its beginning while it grows, apart from the event loop. All reject with the system's error. */
export interface FollowedFile {
  /** Hashes up to that byte; answers BLAKE3 (64 hex digits) of every whole block so far. */
  to(end: number): Promise<readonly string[]>
  /** `sha256:` and `blake3:` of all up to the last `to`; ends it. */
  finish(): Promise<{ readonly sha256: string; readonly blake3: string }>
  close(): Promise<void>
}

/** Everything that transfers need; a test puts its own network and clock in. */
export interface TransferParts {
  /** As it is now: read before each transfer. */
  readonly sources: (name: SourceName) => SourceState
  /** The service that a host belongs to, by its name alone; null: none. */
  readonly sourceOfHost: (url: URL) => SourceName | null
  readonly rules: () => Promise<TransferRules>
  /** `host:port` entries, as `normalizeHost` writes them, that may be private and plain http. */
  readonly allow: ReadonlySet<string>
  /** Read for proxies only. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly ledger: Ledger
  readonly open: (of: Outgoing) => Promise<OpenAnswer>
  readonly lookUp: LookUp
  readonly clock: Clock
  /** 0..1, for the jitter of waiting. */
  readonly random: () => number
  /** Opens nothing before the first `to`. */
  readonly follow: (path: string, block: number) => FollowedFile
  /** Takes away a file that was made here. Absent is fine. */
  readonly removeFile: (path: string) => Promise<void>
  /**
   * What stands at the beginning of a file of this name if it is no such file (`a web page`); null: nothing speaks against it. `size`: null when unknown.
   */
  readonly foreign: (name: string, head: Uint8Array, size: number | null) => string | null
  /** A word that is another one after each start of the machine. */
  readonly boot: () => string
  /** Certificates (PEM) that are trusted instead of those of the system. */
  readonly trust?: readonly string[]
}
