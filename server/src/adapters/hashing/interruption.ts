import type { Fault } from './protocol.js'

/** Ends a task with a coded problem. */
export class FaultError extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.code)
    this.fault = fault
  }
}

/** Ends a task that nobody waits for any more. */
export class StoppedError extends Error {}

/** How a task hears that it is not wanted, and tells how far it came. */
export interface Interruption {
  readonly stopped: () => boolean
  /** Bytes done so far; may be called for every piece. */
  readonly progress: (bytes: number) => void
}

/** To be called between pieces. Throws StoppedError. */
export function heed({ stopped }: Interruption): void {
  if (stopped()) throw new StoppedError()
}
