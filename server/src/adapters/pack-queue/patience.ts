/** Milliseconds: between two looks; for a pack to come; for the queue to rest before a pack is taken back. `silent`: looks without an answer until ComfyUI counts as gone. */
export interface Patience {
  readonly every: number
  readonly whole: number
  readonly rest: number
  readonly silent: number
}

const minute = 60_000

export const usualPatience: Patience = { every: 1000, whole: 30 * minute, rest: 3 * minute, silent: 5 }
