import { GivenUp } from '../given-up.js'

/** Waits for `work` no longer than `ms` and the signal; the work itself is not stopped. */
export async function within<T>(work: Promise<T>, ms: number, says: string, signal: AbortSignal | null): Promise<T> {
  let giveUp: (() => void) | null = null
  const bounds = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new GivenUp(says)), ms)
    const abort = () => reject(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    giveUp = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  })
  try {
    return await Promise.race([work, bounds])
  } finally {
    giveUp?.()
  }
}
