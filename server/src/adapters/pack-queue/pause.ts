import { setTimeout as sleep } from 'node:timers/promises'

/** Rejects with the signal's own reason, by which the engine tells a cancel from a failure. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    signal.throwIfAborted()
    throw error
  })
}
