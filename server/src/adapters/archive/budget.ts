import { ArchiveRefusal } from './refusal.js'

/** What an archive may become. */
export interface Limits {
  /** Bytes of all files. */
  readonly bytes: number
  /** Entries, folders that only names tell of included. */
  readonly entries: number
  /** Bytes out for each byte in; judged from one MiB out on. */
  readonly ratio: number
}
export const usualLimits: Limits = { bytes: 500_000_000, entries: 20_000, ratio: 200 }

const smallEnough = 1024 * 1024

/** Counts what comes out and refuses as soon as it is too much. */
export interface Budget {
  entry(): void
  /** `declared`: the total that the archive claims, null when it does not; one per cent more is let through. */
  declare(total: number): void
  bytes(count: number): void
  readonly done: number
}

export function createBudget(limits: Limits, archiveSize: number): Budget {
  let [entries, done, most] = [0, 0, limits.bytes]
  return {
    entry() {
      entries += 1
      if (entries > limits.entries) throw new ArchiveRefusal('too-many', `it has more than ${limits.entries} entries`)
    },
    declare(total) {
      if (total > limits.bytes)
        throw new ArchiveRefusal('too-big', `it would unpack to ${total} bytes, more than ${limits.bytes}`)
      judgeRatio(total, archiveSize, limits.ratio)
      most = Math.min(limits.bytes, Math.floor(total * 1.01))
    },
    bytes(count) {
      done += count
      if (done > limits.bytes) throw new ArchiveRefusal('too-big', `it unpacks to more than ${limits.bytes} bytes`)
      if (done > most) throw new ArchiveRefusal('size-lies', 'more comes out of it than it declares')
      judgeRatio(done, archiveSize, limits.ratio)
    },
    get done() {
      return done
    },
  }
}

/** A few text files shrink a lot; a bomb shrinks a lot and is big. */
export function judgeRatio(out: number, packed: number, most: number): void {
  if (out > smallEnough && out > packed * most)
    throw new ArchiveRefusal('ratio', `it would grow to more than ${most} times its size`)
}
