import { GivenUp } from '../given-up.js'

/** Waits for `work` no longer than `ms` and the signal; the work itself is not stopped. */
export async function within<T>(work: Promise<T>, ms: number, says: string, signal: AbortSignal | null): Promise<T> {
  const bounds = Promise.withResolvers<never>()
  const timer = setTimeout(() => bounds.reject(new GivenUp(says)), ms)
  const abort = () => bounds.reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, bounds.promise])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}
