import type { Hasher } from '../../core/ports.js'

/** At most so many bytes go into a hash at a time: D2, and the size from which larger reads gain nothing. */
export const longestPiece = 1024 * 1024

/** BLAKE3 of a content that comes in pieces. */
export interface RunningHash {
  /** At most `longestPiece` bytes. They are copied or consumed before it returns. */
  update(bytes: Uint8Array): void
  /** 64 hex digits; ends the hash. */
  digest(): string
  /** Gives its memory back, also that of a hash without a digest. Call it in `finally`. */
  dispose(): void
}

export interface HashBackend extends Hasher {
  createHash(): RunningHash
}
