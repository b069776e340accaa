import type { Problem } from '@greenlight/shared/problem'

/**
 * What came of a request. `unanswered`: nobody of ours is at the other end (it does not run, or the door to it is not
 * there); `refused`: the sidecar said no; `unreadable`: it said something that was not agreed. Nothing is thrown.
 */
export type Told<T> =
  | { ok: true; value: T }
  | { ok: false; kind: 'unanswered' | 'refused' | 'unreadable'; status: number | null; problem: Problem }
