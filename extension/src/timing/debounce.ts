import type { Timers } from './timers.js'

export interface Debounced {
  /** Asks for a run once things are quiet. */
  (): void
  /** Runs now if the pace allows it, without waiting for quiet. */
  soon: () => void
  cancel: () => void
}

/**
 * Runs `run` once `quiet` ms have passed without a further call, and never twice within `apart` ms. Serialising a graph
 * takes up to 110 ms at 500 nodes, and ComfyUI sends several signals for one gesture: hence both limits.
 */
export function debounce(run: () => void, timers: Timers, quiet = 300, apart = 1000): Debounced {
  let timer: number | null = null
  let last = -Infinity

  function plan(wait: number): void {
    if (timer !== null) timers.clear(timer)
    timer = timers.set(fire, Math.max(wait, last + apart - timers.now(), 0))
  }

  function fire(): void {
    timer = null
    last = timers.now()
    run()
  }

  function cancel(): void {
    if (timer !== null) timers.clear(timer)
    timer = null
  }

  return Object.assign(() => plan(quiet), { soon: () => plan(0), cancel })
}
