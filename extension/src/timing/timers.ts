/** The clock as a value, so that tests can hold it. Milliseconds. */
export interface Timers {
  now: () => number
  set: (run: () => void, after: number) => number
  clear: (id: number) => void
}

export const realTimers: Timers = {
  now: () => performance.now(),
  set: (run, after) => window.setTimeout(run, after),
  clear: (id) => window.clearTimeout(id),
}
