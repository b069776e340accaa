/** `torn`: the bytes end in the middle. `broken`: no Python would go on. `bounds`: more than is read. */
export type StopReason = 'torn' | 'broken' | 'bounds'

/** Leaves the reading of one pickle; it never leaves this folder. */
export class PickleStop extends Error {
  readonly reason: StopReason

  constructor(reason: StopReason) {
    super(reason)
    this.reason = reason
  }
}

export function stop(reason: StopReason): never {
  throw new PickleStop(reason)
}
