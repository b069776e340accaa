import type { TransferProgress } from '../../../core/change-ports.js'

const everyMs = 250
/** Over how long a rate is smoothed. */
const smoothMs = 3000

/** Tells how far a transfer is, at most 4 times a second, with a smoothed rate. */
export interface Pace {
  /** `done`: bytes of the file that are here. `now`: milliseconds. */
  note(done: number, now: number, force?: boolean): void
}

export function createPace(total: () => number | null, tell: (progress: TransferProgress) => void): Pace {
  let last: { readonly done: number; readonly at: number } | null = null
  let rate = 0
  return {
    note(done, now, force = false) {
      const ms = last === null ? Infinity : now - last.at
      if (ms < everyMs && !force) return
      // What was there before, or was let go of, is no speed.
      if (last !== null && ms >= everyMs && done >= last.done) {
        const current = ((done - last.done) * 1000) / ms
        rate = rate === 0 ? current : rate + (current - rate) * (1 - Math.exp(-ms / smoothMs))
      }
      if (ms >= everyMs) last = { done, at: now }
      const all = total()
      tell({ done, total: all, rate: Math.round(rate), rest: all === null || rate < 1 ? null : Math.ceil((all - done) / rate) })
    },
  }
}
