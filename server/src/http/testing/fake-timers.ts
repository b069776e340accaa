import type { Timers } from '../timers.js'

/** Time that passes only when told; alarms ring in order. */
export function createFakeTimers(start = 0): Timers & { pass(ms: number): void; waiting(): number } {
  let now = start
  let alarms: { at: number; call: () => void }[] = []
  return {
    now: () => now,
    waiting: () => alarms.length,
    after(ms, call) {
      const alarm = { at: now + ms, call }
      alarms.push(alarm)
      return () => void (alarms = alarms.filter((other) => other !== alarm))
    },
    pass(ms) {
      const until = now + ms
      for (;;) {
        const next = alarms.filter((alarm) => alarm.at <= until).sort((one, other) => one.at - other.at)[0]
        if (next === undefined) break
        alarms = alarms.filter((other) => other !== next)
        now = next.at
        next.call()
      }
      now = until
    },
  }
}
