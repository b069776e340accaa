/** The clock and its alarms, in milliseconds, so that tests need not wait. */
export interface Timers {
  now(): number
  /** Calls back once; the answer takes it back. */
  after(ms: number, call: () => void): () => void
}

/** The real ones. They keep no process alive. */
export const systemTimers: Timers = {
  now: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
