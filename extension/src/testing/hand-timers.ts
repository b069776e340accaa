import type { Timers } from '../timing/timers.js'

export interface HandTimers extends Timers {
  /** Moves the clock by hand and runs what is due on the way, in order. */
  pass: (ms: number) => void
  waiting: () => number
}

/** A clock that only moves when a test says so. */
export function handTimers(): HandTimers {
  const due = new Map<number, { at: number; run: () => void }>()
  let now = 0
  let next = 1

  function pass(ms: number): void {
    const end = now + ms
    for (;;) {
      const first = [...due].filter(([, entry]) => entry.at <= end).toSorted((one, other) => one[1].at - other[1].at)[0]
      if (first === undefined) break
      due.delete(first[0])
      now = Math.max(now, first[1].at)
      first[1].run()
    }
    now = end
  }

  return {
    now: () => now,
    set: (run, after) => {
      due.set(next, { at: now + after, run })
      return next++
    },
    clear: (id) => void due.delete(id),
    pass,
    waiting: () => due.size,
  }
}
