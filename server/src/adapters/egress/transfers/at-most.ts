/** Lets so many in at a time, first come first served. The number is asked for anew whenever one leaves or comes. */
export interface Gate {
  /** Rejects with the signal's reason. */
  pass<T>(most: number, work: () => Promise<T>, signal: AbortSignal): Promise<T>
}

export function createGate(): Gate {
  const waiting: { readonly most: number; readonly let: () => void }[] = []
  let inside = 0
  const next = () => {
    const first = waiting[0]
    if (first === undefined || inside >= first.most) return
    waiting.shift()
    inside += 1
    first.let()
    next()
  }
  return {
    async pass(most, work, signal) {
      signal.throwIfAborted()
      const turn = Promise.withResolvers<null>()
      const place = { most: Math.max(1, most), let: () => turn.resolve(null) }
      const abort = () => {
        const at = waiting.indexOf(place)
        if (at < 0) return
        waiting.splice(at, 1)
        turn.reject(signal.reason)
        next()
      }
      waiting.push(place)
      signal.addEventListener('abort', abort, { once: true })
      next()
      try {
        await turn.promise
      } finally {
        signal.removeEventListener('abort', abort)
      }
      try {
        return await work()
      } finally {
        inside -= 1
        next()
      }
    },
  }
}
