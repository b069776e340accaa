/** One at a time, in the order of asking. */
export function createTurns(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (act) => {
    const mine = last.then(act)
    last = mine.catch(() => undefined)
    return mine
  }
}

/** So many at once; the others wait, and one that is given up while it waits rejects with the signal's reason. */
export function createSlots(limit: () => Promise<number>): <T>(signal: AbortSignal, act: () => Promise<T>) => Promise<T> {
  let busy = 0
  const waiting: (() => void)[] = []
  const wake = () => {
    for (const go of waiting.splice(0)) go()
  }
  return async (signal, act) => {
    for (;;) {
      signal.throwIfAborted()
      const most = Math.max(1, await limit())
      if (busy < most) break
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
    }
    busy += 1
    try {
      return await act()
    } finally {
      busy -= 1
      wake()
    }
  }
}
