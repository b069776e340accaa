import { setTimeout as pause } from 'node:timers/promises'

/** Waits `ms` milliseconds, or rejects with the signal's own reason. */
export async function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await pause(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    throw signal?.aborted === true ? signal.reason : error
  })
}
