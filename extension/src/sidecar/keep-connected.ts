import { protocol as ours } from '@greenlight/shared/first-endpoints'
import type { GreenlightEvent } from '@greenlight/shared/event'
import type { ConnectionEvent } from '../state/connection.js'
import type { Timers } from '../timing/timers.js'
import type { Sidecar } from './client.js'
import { readEvents } from './read-events.js'

/** Waits between tries, ms; the last one goes on for ever. */
const waits = [500, 1000, 2000, 5000, 10_000, 30_000]

export interface Kept {
  sidecar: Sidecar
  timers: Timers
  dispatch: (event: ConnectionEvent) => void
  onEvent: (event: GreenlightEvent) => void
  signal: AbortSignal
}

/**
 * Greets the sidecar, follows its events, and begins again when the stream ends, more slowly each time, until `signal`.
 * Gives a function that tries at once. After a break the stream goes on where it stopped; where the sidecar cannot do that
 * it says `resync`.
 */
export function keepConnected({ sidecar, timers, dispatch, onEvent, signal }: Kept): () => void {
  let last: number | null = null
  let failures = 0
  let wake = (): void => {}

  /** Without a session only the reader can help: then nothing is tried until somebody wakes it. */
  function rest(isSignedOut: boolean): Promise<void> {
    const wait = waits[Math.min(failures, waits.length - 1)] ?? 30_000
    failures += 1
    return new Promise((resolve) => {
      const timer = isSignedOut ? null : timers.set(resolve, wait)
      wake = () => {
        if (timer !== null) timers.clear(timer)
        resolve()
      }
    })
  }

  function take(event: GreenlightEvent): void {
    failures = 0
    last = event.seq
    onEvent(event)
  }

  async function go(): Promise<void> {
    while (!signal.aborted) {
      const answer = await greet(sidecar, dispatch, signal)
      if (answer === 'welcome') {
        const stream = await sidecar.listen(last, signal)
        if (stream.ok) await readEvents(stream.value, take, timers)
      }
      if (!signal.aborted) await rest(answer === 'signed-out')
    }
  }

  void go()
  signal.addEventListener('abort', () => wake())
  return () => {
    failures = 0
    wake()
  }
}

/** `welcome`: the sidecar speaks our language, so its events are worth having. */
async function greet(
  sidecar: Sidecar,
  dispatch: (event: ConnectionEvent) => void,
  signal: AbortSignal,
): Promise<'welcome' | 'signed-out' | 'later'> {
  const told = await sidecar.call('ready', { signal })
  if (signal.aborted) return 'later'
  if (told.ok) {
    const { protocol, version, installation, page = null } = told.value
    dispatch({ type: 'greeted', protocol, version, installation, page })
    return protocol === ours ? 'welcome' : 'later'
  }
  const signedOut = told.status === 401
  if (told.kind === 'unanswered') dispatch({ type: 'unanswered', problem: told.problem })
  else dispatch({ type: 'refused', problem: told.problem, signedOut })
  return signedOut ? 'signed-out' : 'later'
}
