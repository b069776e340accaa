/** Work that is done once for everyone who asks for it meanwhile. */
export interface SharedWork<Answer, News> {
  /**
   * One at a time for each key; `of` says what it is, and another work of the same key waits. Rejects with the signal's reason; for the last
   * one who waits only when the work has come to rest.
   */
  join(key: string, of: string, start: Start<Answer, News>, options: { readonly signal: AbortSignal; readonly news?: ((now: News) => void) | undefined }): Promise<Answer>
  /** Ends the work of a key; resolves when it has come to rest. */
  end(key: string): Promise<void>
}

type Start<Answer, News> = (signal: AbortSignal, news: (now: News) => void) => Promise<Answer>

interface Running<Answer, News> {
  readonly of: string
  readonly work: Promise<Answer>
  readonly stop: AbortController
  readonly listeners: Set<(now: News) => void>
  waiters: number
  last: News | null
}

export function createSharedWork<Answer, News>(): SharedWork<Answer, News> {
  const running = new Map<string, Running<Answer, News>>()

  function begin(key: string, of: string, start: Start<Answer, News>): Running<Answer, News> {
    const stop = new AbortController()
    const listeners = new Set<(now: News) => void>()
    const news = (now: News) => {
      one.last = now
      for (const listener of listeners) listener(now)
    }
    const work = start(stop.signal, news).finally(() => running.delete(key))
    work.catch(() => undefined)
    const one: Running<Answer, News> = { of, work, stop, listeners, waiters: 0, last: null }
    running.set(key, one)
    return one
  }

  return {
    async join(key, of, start, { signal, news }) {
      signal.throwIfAborted()
      // One that is being ended takes nobody in any more.
      for (let other = running.get(key); other !== undefined && (other.of !== of || other.stop.signal.aborted); other = running.get(key)) {
        await other.work.catch(() => undefined)
        signal.throwIfAborted()
      }
      const one = running.get(key) ?? begin(key, of, start)
      one.waiters += 1
      if (news !== undefined) one.listeners.add(news)
      const left = Promise.withResolvers<never>()
      const leave = () => {
        one.waiters -= 1
        if (news !== undefined) one.listeners.delete(news)
        if (one.waiters > 0) return left.reject(signal.reason)
        one.stop.abort(signal.reason)
        const reject = () => left.reject(signal.reason)
        one.work.then(reject, reject)
      }
      signal.addEventListener('abort', leave, { once: true })
      try {
        if (news !== undefined && one.last !== null) news(one.last)
        return await Promise.race([left.promise, one.work])
      } finally {
        signal.removeEventListener('abort', leave)
        if (news !== undefined) one.listeners.delete(news)
      }
    },
    async end(key) {
      const one = running.get(key)
      one?.stop.abort(new DOMException('It is not wanted any more.', 'AbortError'))
      await one?.work.catch(() => undefined)
    },
  }
}
