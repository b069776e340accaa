/** Why work ended that was told to. */
export class StoppedError extends Error {
  constructor() {
    super('stopped')
  }
}

/** Work that goes one after another, and ends together. */
export function createLane() {
  let last: Promise<unknown> = Promise.resolve()
  let count = 0
  let control = new AbortController()

  return {
    busy: () => count > 0,
    /** Rejects as the work does, with StoppedError where it is stopped before or while it runs. */
    run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
      const { signal } = control
      count += 1
      const done = last
        .then(() => {
          signal.throwIfAborted()
          return work(signal)
        })
        .finally(() => (count -= 1))
      last = done.catch(() => undefined)
      return done
    },
    /** Ends all that was begun so far; answers when it has ended. */
    async stop(): Promise<void> {
      control.abort(new StoppedError())
      control = new AbortController()
      await last
    },
  }
}
