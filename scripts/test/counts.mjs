/** How many tests of a part passed, failed, were skipped, with words for those that did not pass. */
export const none = { passed: 0, failed: 0, skipped: 0, failures: [], skips: [] }

export function sum(counts) {
  return counts.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
      failures: [...all.failures, ...one.failures],
      skips: [...all.skips, ...one.skips],
    }),
    none,
  )
}

/** A runner that ended badly without naming a failed test has one failure: nothing may pass by breaking early. */
export function mindStatus(counts, status, what) {
  if (status === 0 || counts.failed > 0) return counts
  return { ...counts, failed: 1, failures: [`${what} ended with ${status}`] }
}

/** `12 passed, 0 failed, 3 skipped` */
export const inWords = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`
