import type { Clock } from '../outside/parts.js'

const windowMs = 60_000
const leastBytes = 60 * 1024
const lookMs = 5000

/** Thrown by a try that is given up because its source sends next to nothing. */
export class Stalled extends Error {}

/** Calls `give` once when fewer than 1 KiB a second came for 60 seconds. `bytes`: so far, asked every 5 seconds. Ends with the signal. */
export async function watchStall(clock: Clock, bytes: () => number, give: (reason: Stalled) => void, signal: AbortSignal): Promise<void> {
  let mark = { at: clock.now(), bytes: bytes() }
  while (!signal.aborted) {
    await clock.sleep(lookMs, signal).catch(() => undefined)
    if (signal.aborted) return
    const [now, came] = [clock.now(), bytes()]
    if (came - mark.bytes >= leastBytes) mark = { at: now, bytes: came }
    else if (now - mark.at >= windowMs) return give(new Stalled('nothing came any more'))
  }
}
