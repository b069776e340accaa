import type { Timers } from './timers.js'

export interface Progress {
  readonly kind: 'progress'
  readonly job: string
  readonly done: number
  readonly total: number | null
  readonly what: string
}

export interface ProgressGate {
  offer(progress: Progress): void
  /** Drops what waits. */
  close(): void
}

/**
 * Lets at most one progress per job and `gapMs` through: the first at once, then the newest of each gap. What is held back
 * is never lost, only replaced by something newer.
 */
export function createProgressGate(timers: Timers, emit: (progress: Progress) => void, gapMs = 100): ProgressGate {
  const jobs = new Map<string, { waiting: Progress | null; cancel: () => void }>()

  function release(job: string): void {
    const state = jobs.get(job)
    if (state === undefined) return
    if (state.waiting === null) return void jobs.delete(job)
    const { waiting } = state
    jobs.set(job, { waiting: null, cancel: timers.after(gapMs, () => release(job)) })
    emit(waiting)
  }

  function offer(progress: Progress): void {
    const state = jobs.get(progress.job)
    if (state !== undefined) return void (state.waiting = progress)
    jobs.set(progress.job, { waiting: null, cancel: timers.after(gapMs, () => release(progress.job)) })
    emit(progress)
  }

  function close(): void {
    for (const { cancel } of jobs.values()) cancel()
    jobs.clear()
  }

  return { offer, close }
}
