/** Milliseconds for one file or folder above which a disk is slow: a network share, or a drive that another program keeps busy. */
const slow = 0.5
const longestRest = 250

/**
 * How long to leave a disk alone after `entries` of it were looked at in `ms`: nothing on a fast one (0.003 ms each), on a slow
 * one as long as it took, so that whoever loads a model from it meanwhile gets half of its time.
 */
export function restAfter(entries: number, ms: number): number {
  return ms / Math.max(1, entries) < slow ? 0 : Math.min(longestRest, ms)
}
