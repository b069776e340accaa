/** One at a time for each key; who waits may give up with the signal's reason. A failure is its own caller's alone. */
export function createTurns() {
  const last = new Map<string, Promise<void>>()
  return async <T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    const before = last.get(key) ?? Promise.resolve()
    const mine = before.then(() => {
      signal.throwIfAborted()
      return work()
    })
    const settled = mine.then(nothing, nothing)
    last.set(key, settled)
    void settled.then(() => last.get(key) === settled && last.delete(key))
    await Promise.race([before, abortion(signal, before)])
    return mine
  }
}

/** Rejects with the signal's reason; forgotten when `until` comes first. */
function abortion(signal: AbortSignal, until: Promise<void>): Promise<never> {
  return new Promise((_, reject) => {
    const give = () => reject(signal.reason as Error)
    signal.addEventListener('abort', give, { once: true })
    void until.then(() => signal.removeEventListener('abort', give))
    if (signal.aborted) give()
  })
}

function nothing(): void {
  // Only the end counts.
}
