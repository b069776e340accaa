import type { GreenlightEvent } from '@greenlight/shared/event'

/** One server-sent event: its `seq` as id, the event as one line of JSON. Encoded once for all clients. */
export function encodeFrame(event: GreenlightEvent): Uint8Array {
  return Buffer.from(`id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`, 'utf8')
}

/** A comment that keeps proxies from closing a silent stream. */
export const heartBeat: Uint8Array = Buffer.from(': beat\n\n', 'utf8')

/** `?after=seq` as a number; null when it is none. */
export function readAfter(after: string): number | null {
  return /^\d{1,16}$/.test(after) && Number.isSafeInteger(Number(after)) ? Number(after) : null
}
