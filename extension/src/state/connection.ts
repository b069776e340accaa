import type { Problem } from '@greenlight/shared/problem'

/** How the panel stands to the sidecar. `absent`: nobody answers; `refused`: somebody does, and will not talk to us. */
export type Connection =
  | { is: 'connecting' }
  | { is: 'connected'; version: string; installation: string | null; page: string | null }
  | { is: 'absent'; problem: Problem }
  | { is: 'too-old'; version: string }
  | { is: 'too-new'; version: string }
  | { is: 'refused'; problem: Problem; signedOut: boolean }

export type ConnectionEvent =
  | { type: 'greeted'; protocol: number; version: string; installation: string | null; page: string | null }
  | { type: 'unanswered'; problem: Problem }
  | { type: 'refused'; problem: Problem; signedOut: boolean }

/** The next state. `ours` is the protocol this panel speaks. Only news changes anything: while a try is open the last one stays. */
export function transitConnection(event: ConnectionEvent, ours: number): Connection {
  switch (event.type) {
    case 'greeted': {
      const { version, installation, page } = event
      if (event.protocol < ours) return { is: 'too-old', version }
      if (event.protocol > ours) return { is: 'too-new', version }
      return { is: 'connected', version, installation, page }
    }
    case 'unanswered':
      return { is: 'absent', problem: event.problem }
    case 'refused':
      return { is: 'refused', problem: event.problem, signedOut: event.signedOut }
  }
}
