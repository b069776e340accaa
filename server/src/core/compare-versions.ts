/**
 * Compares two versions by their numbers (`0.7.0` < `0.29.0`, `v1.2` = `1.2.0`); what follows them (`-rc1`, `+git`) is
 * left out. Negative, zero or positive; null when one of them has no number to compare, such as a commit.
 */
export function compareVersions(a: string, b: string): number | null {
  const left = numbers(a)
  const right = numbers(b)
  if (left === null || right === null) return null
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function numbers(version: string): number[] | null {
  const found = /^v?(\d{1,9}(?:\.\d{1,9}){1,4})(?![\w.])/i.exec(version.trim())
  return found === null ? null : (found[1] ?? '').split('.').map(Number)
}
